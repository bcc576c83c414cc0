using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>An <see cref="ActivityExecution"/> while a burst works on it.</summary>
internal sealed class OpenExecution(ActivityExecutionId id, GraphNode node, OpenExecution? owner, DateTimeOffset startedAt, string? tag)
{
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

    /// <summary>True once it has waited, in this burst or an earlier one: then there may be something to undo.</summary>
    public bool HasWaited { get; set; }

    /// <summary>True for the run of the trigger that started the instance.</summary>
    public bool IsTriggered { get; set; }

    public bool IsOpen => Status is ActivityStatus.Pending or ActivityStatus.Running or ActivityStatus.Faulted;

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
        Variables = Variables.IsEmpty ? Variables : Variables.RemoveRange(Variables.Keys.Where(name => node.Variables.TryGetValue(name, out var declared) && !declared.Variable.IsPersistent)),
    };
}
