using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Leases through the one writer; looking whether anything is due costs no write.</summary>
internal sealed class SqliteTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime) : ITimerStore
{
    public async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var next = await NextAsync(ct);
        if (next is null || next > businessNow) return new([], next);

        var leased = await queue.WriteAsync<List<TimerEntry>>((db, inner) => LeaseAsync(db, businessNow, lease, limit, inner), ct);
        return new([.. leased.Value ?? []], await NextAsync(ct));
    }

    private async Task<Result<List<TimerEntry>>> LeaseAsync(
        StaffFlowsDbContext db, DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var now = systemTime.Now;
        var due = await db.Timers
            .Where(t => t.DueAt <= businessNow && (t.LeasedUntil == null || t.LeasedUntil <= now))
            .OrderBy(t => t.DueAt).Take(limit).ToListAsync(ct);
        due.ForEach(t => t.LeasedUntil = now + lease);
        return due.ConvertAll(t => t.ToEntry());
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var now = systemTime.Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Timers.Where(t => t.LeasedUntil == null || t.LeasedUntil <= now).MinAsync(t => (DateTimeOffset?)t.DueAt, ct);
    }
}
