using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>What every definition must have that comes from outside, whether the Studio sends it or a file brings it.</summary>
internal static partial class IncomingDefinition
{
    public const int MaxName = 200;

    public static string NewId() => Guid.CreateVersion7().ToString("N")[^16..];

    /// <summary>The id in what came; a new one where there is none.</summary>
    public static string IdOf(JsonObject json) => json["definitionId"] is JsonValue value && value.ToString() is { Length: > 0 } given ? given : NewId();

    public static Rejection? CheckId(string id) => DefinitionId.IsMatch(id) ? null : new(RejectionKind.Invalid, "definition-id-invalid");

    /// <exception cref="FormatException">Its activities are no tree.</exception>
    public static Rejection? Check(WorkflowDefinition definition)
    {
        _ = ActivityTree.Read(definition);
        if (string.IsNullOrWhiteSpace(definition.Name)) return new(RejectionKind.Invalid, "definition-name-missing");
        return definition.Name.Length > MaxName ? new(RejectionKind.Invalid, "text-too-long", $"{MaxName}") : null;
    }

    /// <summary>The definition in a file; everything in it is kept.</summary>
    public static Result<WorkflowDefinition> ReadFile(ReadOnlySpan<byte> utf8)
    {
        var content = DefinitionLimits.Read(utf8);
        return content.Rejection is { } unreadable ? unreadable : ReadFile(content.Value!);
    }

    public static Result<WorkflowDefinition> ReadFile(JsonObject json)
    {
        var id = IdOf(json);
        if (CheckId(id) is { } wrongId) return wrongId;
        try
        {
            var definition = DefinitionJson.ReadFile(json) with { DefinitionId = id };
            return Check(definition) is { } refused ? refused : definition;
        }
        catch (FormatException unreadable)
        {
            return new Rejection(RejectionKind.Invalid, "definition-invalid", unreadable.Message);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,64}$", RegexOptions.NonBacktracking)]
    private static partial Regex DefinitionId { get; }
}
