using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

/// <summary>Definitions that the contracts store.</summary>
internal static class Definitions
{
    /// <param name="startsOn">Names of events that start it; <c>daily</c> is a schedule, and with <c>broken</c> it does not compile.</param>
    public static WorkflowDefinition Of(string definitionId, string text = "one", params string[] startsOn) => new(
        $"{definitionId}-v1", definitionId, 1, definitionId, null, Bursts.Monday, true, true, [], [], [], ImmutableArray<string>.Empty,
        [], [], startsOn.Contains("broken") ? [] : Flow(text, startsOn.Select(StartsOn)), []);

    /// <summary>A flowchart; <paramref name="text"/> tells versions apart.</summary>
    public static JsonObject Flow(string text, IEnumerable<JsonObject> activities, params JsonObject[] connections) => new()
    {
        ["id"] = "flow",
        ["type"] = "Elsa.Flowchart",
        ["text"] = text,
        ["activities"] = new JsonArray([.. activities]),
        ["connections"] = new JsonArray([.. connections]),
    };

    /// <summary>Published, so that instances of it can be committed.</summary>
    public static async Task DefineAsync(this Provider provider, string definitionId) =>
        (await provider.Get<DefinitionStore>().ImportAsync(Of(definitionId), publish: true, null, default)).Rejection.ShouldBeNull();

    /// <summary>What a stimulus for that event looks for.</summary>
    public static string HashOf(string eventName) =>
        BookmarkHash.Compute(EventStimulus.Name, JsonSerializer.SerializeToElement(new EventStimulus(eventName)));

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in inputs) activity[name] = value;
        return activity;
    }

    public static JsonObject Connection(string source, string target, string port = "Done") => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };

    public static JsonObject Literal(string value) => new() { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static JsonObject StartsOn(string word)
    {
        var trigger = word is "daily"
            ? Activity(word, "Elsa.Timer", ("interval", Literal("1.00:00:00")))
            : Activity(word, EventStimulus.Name, ("eventName", Literal(word)));
        trigger["canStartWorkflow"] = true;
        return trigger;
    }
}
