using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Definitions;

/// <summary>A definition seen as an activity of other definitions.</summary>
public static class UsableDefinition
{
    /// <summary>Older files say so at the top level.</summary>
    public static bool IsUsableAsActivity(this WorkflowDefinition definition) =>
        WorkflowDefinitionJson.Flag(definition.Options, "usableAsActivity") || WorkflowDefinitionJson.Flag(definition.Extra, "usableAsActivity");

    /// <summary>Its name in PascalCase, e.g. <c>CheckBalance</c> for "check balance"; empty where it has no name.</summary>
    public static string ActivityTypeName(this WorkflowDefinition definition) => ActivityTypeNameOf(definition.Name ?? "");

    /// <summary>True for the latest version while it is not published: it is saved over in place.</summary>
    public static bool CanStillChange(this WorkflowDefinition definition) => definition is { IsLatest: true, IsPublished: false };

    public static string ActivityTypeNameOf(string name) =>
        string.Concat(name.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    internal static string CamelCase(string name) => ActivityTypeNameOf(name) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : "";
}
