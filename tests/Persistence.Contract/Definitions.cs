using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

/// <summary>Definitions that the contracts store; what starts them is written in their root.</summary>
internal static class Definitions
{
    public static WorkflowDefinition Of(string definitionId, string text = "one", params string[] startsOn) => new(
        $"{definitionId}-v1", definitionId, 1, definitionId, null, Bursts.Monday, true, true, [], [], [], ImmutableArray<string>.Empty,
        [], [], new JsonObject { ["type"] = "Elsa.Flowchart", ["text"] = text, ["startsOn"] = new JsonArray([.. startsOn.Select(s => (JsonNode)s)]) }, []);

    /// <summary>Published, so that instances of it can be committed.</summary>
    public static async Task DefineAsync(this Provider provider, string definitionId) =>
        (await provider.Get<DefinitionStore>().ImportAsync(Of(definitionId), publish: true, null, default)).Rejection.ShouldBeNull();

    /// <summary>A place to start for each word of the root; <c>daily</c> is a schedule. One named <c>broken</c> can't be compiled.</summary>
    public static ImmutableArray<Trigger> TriggersOf(WorkflowDefinition definition, DateTimeOffset now) =>
        definition.Root["startsOn"] is not JsonArray words ? [] : [.. words.Select(word => TriggerOf(definition, (string)word!, now))];

    private static Trigger TriggerOf(WorkflowDefinition definition, string word, DateTimeOffset now) => word is "broken"
        ? throw new FormatException("A broken definition.")
        : new(
            Guid.CreateVersion7(), definition.DefinitionId, definition.Id, $"Workflow1:flow:{word}", "Elsa.Event", $"hash-of-{word}",
            JsonSerializer.SerializeToElement(new { eventName = word }), word is "daily" ? now.AddDays(1) : null);
}
