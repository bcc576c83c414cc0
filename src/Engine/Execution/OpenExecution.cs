using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>An <see cref="ActivityExecution"/> while a burst works on it.</summary>
internal sealed class OpenExecution(ActivityExecutionId id, GraphNode node, OpenExecution? owner, DateTimeOffset startedAt, string? tag)
{
    private const string ReturnsToKey = "straightBackTo";

    public ActivityExecutionId Id => id;
    public GraphNode Node => node;
    public OpenExecution? Owner => owner;
    public DateTimeOffset StartedAt => startedAt;
    public string? Tag => tag;
    public ActivityStatus Status { get; set; }
    public ImmutableDictionary<string, JsonElement> Memory { get; set; } = ImmutableDictionary<string, JsonElement>.Empty;
    public ImmutableDictionary<string, JsonElement> Variables { get; set; } = ImmutableDictionary<string, JsonElement>.Empty;
    public List<OpenExecution> Children { get; } = [];

    /// <summary>Inputs as evaluated for the present turn.</summary>
    public Dictionary<string, object?> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Given out since the last entry in the journal.</summary>
    public Dictionary<string, JsonElement> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>True once it has waited, in this burst or an earlier one: then there may be something to undo.</summary>
    public bool HasWaited { get; set; }

    /// <summary>True for the run of the trigger that started the instance.</summary>
    public bool IsTriggered { get; set; }

    /// <summary>Set within the burst in which another child has won against it before its turn.</summary>
    public ActivityNode? OutrunBy { get; set; }

    /// <summary>Once it completes, the place kept under this id has its turn instead of what would follow.</summary>
    public ActivityExecutionId? ReturnsTo
    {
        get => Memory.TryGetValue(ReturnsToKey, out var id) ? new(id.GetGuid()) : null;
        set => Memory = value is { } id ? Memory.SetItem(ReturnsToKey, JsonSerializer.SerializeToElement(id.Value)) : Memory.Remove(ReturnsToKey);
    }

    /// <summary>Itself, then its owners up to the root.</summary>
    public IEnumerable<OpenExecution> WithOwners()
    {
        for (var scope = this; scope is not null; scope = scope.Owner) yield return scope;
    }

    public OpenChild ToOpenChild() => new(id, node.Node, tag);

    public ActivityExecution ToRecord() => new()
    {
        Id = id,
        NodeId = node.Node.NodeId,
        Owner = owner?.Id,
        Status = Status,
        StartedAt = startedAt,
        Tag = tag,
        Memory = Memory,
        Variables = Variables.RemoveRange(Variables.Keys.Where(name => node.Variables.TryGetValue(name, out var declared) && !declared.Variable.IsPersistent)),
    };
}
