using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

public interface IWorkflowInstanceStore
{
    Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct);

    /// <summary>Finds it for a burst, with whatever else the store reads along to save itself another look when it commits.</summary>
    async Task<LoadedInstance?> LoadAsync(WorkflowInstanceId id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } instance ? LoadedInstance.Of(instance) : null;

    Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct);
}

/// <summary>What was read for a burst beforehand. Stores derive from it what they want back with the commit (<see cref="BurstCommit.Loaded"/>).</summary>
public abstract class Preload
{
    /// <summary>Where the burst reads the world; null where nothing of it came with the load.</summary>
    public virtual IFactSource? Facts => null;

    /// <summary>Whether facts may have moved on before the load. The commit notices; a burst that is refused is run again on a new load.</summary>
    public bool MayBeOutdated { get; protected init; }
}

/// <summary>An instance as a burst finds it.</summary>
public abstract class LoadedInstance : Preload
{
    protected LoadedInstance(WorkflowInstance instance) => Instance = instance;

    public WorkflowInstance Instance { get; }

    /// <summary>With nothing beside it.</summary>
    public static LoadedInstance Of(WorkflowInstance instance) => new Alone(instance);

    private sealed class Alone(WorkflowInstance instance) : LoadedInstance(instance);
}

/// <summary>A timer that is due: which instance and which of its bookmarks.</summary>
public sealed record TimerEntry(WorkflowInstanceId InstanceId, BookmarkId BookmarkId, DateTimeOffset DueAt);

/// <summary>Timers leased to this node, and when to look again: one round trip, no polling interval to tune.</summary>
public sealed record DueTimers(ImmutableArray<TimerEntry> Leased, DateTimeOffset? NextDueAt)
{
    /// <summary>Leased as well: definitions that are to be started by the clock.</summary>
    public ImmutableArray<DueTrigger> Triggers { get; init; } = [];
}

/// <summary>A scheduled trigger that is due.</summary>
public sealed record DueTrigger(Guid TriggerId, DateTimeOffset DueAt);

public interface ITimerStore
{
    /// <summary>Leases timers due at or before <paramref name="businessNow"/>, earliest first. Leases run on system time and lapse by themselves.</summary>
    Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct);

    /// <summary>Ends leases of this node before their time; what is gone, or another node's meanwhile, is left alone.</summary>
    Task HandBackAsync(ImmutableArray<TimerEntry> leased, ImmutableArray<DueTrigger> triggers, CancellationToken ct);
}
