using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>How an activity names the definition that it stands for.</summary>
/// <param name="Type">The activity's type: the definition's name in PascalCase.</param>
/// <param name="VersionId">The version it is pinned to; null where it takes whatever is published.</param>
public sealed record CompositeReference(string Type, string? DefinitionId, string? VersionId)
{
    internal const string DefinitionIdMember = "workflowDefinitionId";
    internal const string VersionIdMember = "workflowDefinitionVersionId";

    /// <summary>Null for an activity of the catalog.</summary>
    public static CompositeReference? Of(ActivityNode activity, ActivityCatalog catalog)
    {
        var versionId = Text(activity, VersionIdMember);

        return activity.Type == ActivityTree.RootType || (versionId is null && catalog.Find(activity.Type) is not null)
            ? null
            : new(activity.Type, Text(activity, DefinitionIdMember), versionId);
    }

    /// <summary>All of a definition, without what the definitions they stand for refer to.</summary>
    public static IEnumerable<CompositeReference> AllIn(WorkflowDefinition definition, ActivityCatalog catalog) => AllIn(ActivityTree.Read(definition), catalog);

    private static IEnumerable<CompositeReference> AllIn(ActivityNode activity, ActivityCatalog catalog) =>
        Of(activity, catalog) is { } reference ? [reference] : activity.Children.SelectMany(child => AllIn(child, catalog));

    private static string? Text(ActivityNode activity, string member) =>
        activity.Properties.TryGetValue(member, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
