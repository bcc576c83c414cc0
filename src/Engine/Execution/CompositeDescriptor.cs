using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>What designers show of a definition that is usable as an activity.</summary>
public static class CompositeDescriptor
{
    /// <summary>Members that every such activity has already.</summary>
    private static readonly ImmutableHashSet<string> Reserved =
    [
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "variables", "root", "resultVariable", "behaviors", "syntheticProperties",
        "canStartWorkflow", "runAsynchronously", "source", "line", CompositeReference.DefinitionIdMember, CompositeReference.VersionIdMember,
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId",
    ];

    /// <summary>Inputs and outputs by the names of the definition's own; <c>Done</c> is a port where it names no outcomes.</summary>
    public static ActivityDescriptor Of(WorkflowDefinition definition)
    {
        var (type, name, description) = (definition.ActivityTypeName(), definition.Name ?? definition.DefinitionId, definition.Description ?? "");

        return new(
            type, definition.Options["activityCategory"]?.ToString() is { Length: > 0 } category ? category : "Workflows", new(name, name), new(description, description),
            [.. definition.Inputs.Select(input => new InputDescriptor(input.Name, typeof(JsonElement), Said(input.Raw, "displayName") ?? new(input.Name, input.Name)) { Description = Said(input.Raw, "description") })],
            [.. definition.Outputs.Select(output => new OutputDescriptor(output.Name, typeof(JsonElement), Said(output.Raw, "displayName") ?? new(output.Name, output.Name)) { Description = Said(output.Raw, "description") })],
            definition.Outcomes.IsDefaultOrEmpty ? ["Done"] : definition.Outcomes)
        {
            Version = definition.Version, IsBrowsable = definition.IsPublished, MayWait = true,
        };
    }

    /// <summary>What the definition's author wrote, in the one language that he wrote it in.</summary>
    private static LocalizedText? Said(JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() is JsonValueKind.String && value.ToString() is { Length: > 0 } text ? new(text, text) : null;

    internal static bool IsReserved(string member) => Reserved.Contains(member);
}
