using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>What a chain of dry bursts passes, activity by activity; containers are left out. Not for use by several threads.</summary>
public sealed class PreviewTrace(int limit)
{
    private readonly List<PassedActivity> passed = [];
    private readonly Dictionary<ActivityExecutionId, int> positions = [];
    private readonly HashSet<string> started = new(StringComparer.Ordinal);

    public IReadOnlyList<PassedActivity> Passed => passed;

    /// <summary>True once the chain came to an activity a second time, or to its limit.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Set while what follows depends on something nobody can know.</summary>
    public bool IsUncertain { get; set; }

    internal bool TryStart(ActivityExecutionId id, string nodeId)
    {
        if (passed.Count >= limit || !started.Add(nodeId)) IsStopped = true;
        else Find(id, nodeId);

        return !IsStopped;
    }

    internal void Waits(ActivityExecutionId id, string nodeId) => Change(id, nodeId, activity => activity with { Waited = true });

    internal void Completes(ActivityExecutionId id, string nodeId, ImmutableArray<string> outcomes) =>
        Change(id, nodeId, activity => activity with { Outcomes = outcomes });

    internal void Emits(ActivityExecutionId id, string nodeId, IEnumerable<IEffect> effects) =>
        Change(id, nodeId, activity => activity with { Effects = activity.Effects.AddRange(effects) });

    private void Change(ActivityExecutionId id, string nodeId, Func<PassedActivity, PassedActivity> change)
    {
        var position = Find(id, nodeId);
        passed[position] = change(passed[position]);
    }

    private int Find(ActivityExecutionId id, string nodeId)
    {
        if (positions.TryGetValue(id, out var position)) return position;

        passed.Add(new(id, nodeId, [], [], Waited: false, IsCertain: !IsUncertain));
        return positions[id] = passed.Count - 1;
    }
}

/// <summary>One activity of a <see cref="PreviewTrace"/>.</summary>
public sealed record PassedActivity(
    ActivityExecutionId ExecutionId, string NodeId, ImmutableArray<IEffect> Effects, ImmutableArray<string> Outcomes, bool Waited, bool IsCertain);
