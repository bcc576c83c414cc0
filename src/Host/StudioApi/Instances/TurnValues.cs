using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>What activities were given and gave out in their turns, named as the Studio names inputs and outputs.</summary>
internal static class TurnValues
{
    /// <summary>The inputs of the turn that the entry belongs to: what expressions gave from the journal, the rest as it stands in the definition.</summary>
    public static JsonObject InputsAt(this InstanceSight sight, JournalEntry entry)
    {
        var turn = sight.Runs[entry.ActivityExecutionId].LastOrDefault(other => other.Sequence <= entry.Sequence && other.Event is JournalEvents.Started or JournalEvents.Resumed);
        var values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in Constants(sight, entry.NodeId)) values[name] = value;
        foreach (var given in turn?.Inputs?.EnumerateObject() ?? default) values[Pascal(given.Name)] = given.Value;
        return sight.Show(values);
    }

    /// <summary>Everything that the run has given out by its end, or so far.</summary>
    public static JsonObject OutputsOf(this InstanceSight sight, ActivityExecutionId run)
    {
        var values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in sight.Runs[run])
            foreach (var given in entry.Outputs?.EnumerateObject() ?? default) values[Pascal(given.Name)] = given.Value;
        return sight.Show(values);
    }

    /// <summary>Null where the run has not faulted.</summary>
    public static JsonObject? ExceptionOf(this InstanceSight sight, ActivityExecutionId run) =>
        sight.Instance.Incidents.LastOrDefault(incident => incident.ActivityExecutionId == run) is not { } incident ? null : new()
        {
            ["type"] = incident.FaultType ?? incident.Code, ["message"] = sight.MessageOf(incident), ["stackTrace"] = null, ["innerException"] = null,
        };

    /// <summary>Messages quote what ran through the activity.</summary>
    public static string MessageOf(this InstanceSight sight, Incident incident) => sight.ShowsValues ? incident.Message : incident.Code;

    /// <summary>Inputs that no expression computes; those that a definition leaves out have the descriptor's default.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Constants(InstanceSight sight, string nodeId)
    {
        foreach (var input in sight.DescriptorOf(nodeId)?.Inputs ?? [])
        {
            if (!ConstantInput.TryRead(sight.Nodes[nodeId], new Input<JsonElement>(input.Name, default), out var value)) continue;

            if (value.ValueKind is JsonValueKind.Undefined) value = JsonValues.From(input.DefaultValue);
            if (JsonValues.IsNullish(value)) continue;

            yield return (Pascal(input.Name), input.IsSensitive ? JsonValues.From(RecordedValues.Mask) : value);
        }
    }

    private static string Pascal(string name) => name.Length == 0 ? name : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
