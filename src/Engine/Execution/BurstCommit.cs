using System.Collections.Immutable;

namespace StaffFlows.Engine.Execution;

/// <summary>The single write of a burst: applied whole against the expected versions, or not at all.</summary>
/// <param name="ExpectedVersion">The instance's version as loaded; 0 for an instance that does not exist yet.</param>
/// <param name="FactsRead">Every versioned fact the burst looked at; a moved version is a conflict.</param>
public sealed record BurstCommit(
    WorkflowInstance Instance,
    long ExpectedVersion,
    ImmutableArray<Bookmark> Created,
    ImmutableArray<Bookmark> Burned,
    ImmutableArray<IEffect> Effects,
    ImmutableArray<JournalEntry> Journal,
    ImmutableArray<(FactKey Key, long Version)> FactsRead,
    DateTimeOffset Now);

/// <summary>How a commit ended. Closed.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    public sealed record Committed : CommitResult;

    /// <summary>The instance or a fact has moved on: load again, run again.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>An applier said no; nothing was written.</summary>
    public sealed record Refused(Rejection Rejection) : CommitResult;
}

public interface IWorkflowInstanceStore
{
    Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct);

    Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct);
}

/// <summary>A timer that is due: which instance and which of its bookmarks.</summary>
public sealed record TimerEntry(WorkflowInstanceId InstanceId, BookmarkId BookmarkId, DateTimeOffset DueAt);

/// <summary>Timers leased to this node, and when to look again: one round trip, no polling interval to tune.</summary>
public sealed record DueTimers(ImmutableArray<TimerEntry> Leased, DateTimeOffset? NextDueAt);

public interface ITimerStore
{
    /// <summary>Leases timers due at or before <paramref name="businessNow"/>, earliest first. Leases run on system time and lapse by themselves.</summary>
    Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct);
}

/// <summary>Definitions by version, and which version is published.</summary>
public interface IWorkflowDefinitionStore
{
    Task<Definitions.WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct);

    Task<Definitions.WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct);
}
