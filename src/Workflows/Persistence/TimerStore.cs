using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Timers and scheduled triggers; how they are leased is the provider's.</summary>
internal abstract class TimerStore(IWriteQueue queue) : ITimerStore
{
    protected IWriteQueue Queue { get; } = queue;

    public abstract Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct);

    public Task HandBackAsync(ImmutableArray<TimerEntry> leased, ImmutableArray<DueTrigger> triggers, CancellationToken ct)
    {
        var (bookmarkIds, triggerIds) = (leased.Select(t => t.BookmarkId.Value).ToList(), triggers.Select(t => t.TriggerId).ToList());
        return Queue.WriteAsync<int>(
            async (db, inner) =>
                (bookmarkIds.Count == 0 ? 0 : await db.Timers.Where(t => bookmarkIds.Contains(t.BookmarkId) && t.LeaseOwner == LeaseOwner.Name).ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.LeasedUntil, (DateTimeOffset?)null).SetProperty(t => t.LeaseOwner, (string?)null), inner))
                + (triggerIds.Count == 0 ? 0 : await db.Triggers.Where(t => triggerIds.Contains(t.Id) && t.LeaseOwner == LeaseOwner.Name).ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.LeasedUntil, (DateTimeOffset?)null).SetProperty(t => t.LeaseOwner, (string?)null), inner)),
            ct);
    }
}
