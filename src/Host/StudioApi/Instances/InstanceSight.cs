using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>
/// An instance as one viewer may see it: the way it took always, values only where he may see its case, and of those what the case's
/// form calls sensitive only as a mask: the Studio is a log, and not the place where a case is read.
/// </summary>
/// <param name="Nodes">Of its version, by node id; empty where that has been deleted.</param>
/// <param name="ShowsValues">False where inputs, outputs and variables are none of his business.</param>
/// <param name="SensitiveFields">Of the case's form.</param>
internal sealed record InstanceSight(
    WorkflowInstance Instance, ImmutableArray<JournalEntry> Journal, ImmutableDictionary<string, ActivityNode> Nodes, ActivityCatalog Activities,
    bool ShowsValues, ImmutableHashSet<string> SensitiveFields)
{
    /// <summary>The entries of each run of an activity, in their order.</summary>
    public ILookup<ActivityExecutionId, JournalEntry> Runs { get; } = Journal.ToLookup(entry => entry.ActivityExecutionId);

    public ActivityDescriptor? DescriptorOf(string nodeId) => Nodes.TryGetValue(nodeId, out var node) ? Activities.Find(node.Type)?.Descriptor : null;

    /// <summary>Null where he may not see it.</summary>
    public JsonNode? Show(JsonElement value) => ShowsValues ? Masked(value) : null;

    /// <summary>Nothing of them where he may not see them.</summary>
    public JsonObject Show(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        ShowsValues ? new(values.Select(value => KeyValuePair.Create(value.Key, SensitiveFields.Contains(value.Key) ? Mask : Masked(value.Value)))) : [];

    private static JsonNode Mask => JsonValue.Create(RecordedValues.Mask);

    private JsonNode? Masked(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().DistinctBy(member => member.Name, StringComparer.Ordinal).Select(member =>
            KeyValuePair.Create(member.Name, SensitiveFields.Contains(member.Name) && member.Value.ValueKind is not JsonValueKind.Null ? Mask : Masked(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Masked)]),
        JsonValueKind.Undefined => null,
        _ => JsonSerializer.SerializeToNode(value),
    };
}
