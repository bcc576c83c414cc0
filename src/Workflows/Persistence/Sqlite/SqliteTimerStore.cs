using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Leases through the one writer; looking whether anything is due costs no write.</summary>
internal sealed class SqliteTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime) : ITimerStore
{
    public async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var next = await NextAsync(ct);
        if (next is null || next > businessNow) return new([], next);

        var leased = (await queue.WriteAsync<Leased>((db, inner) => LeaseAsync(db, businessNow, lease, limit, inner), ct)).Value!;
        return DueRows.Of(leased.Timers, leased.Triggers, await NextAsync(ct));
    }

    private async Task<Result<Leased>> LeaseAsync(
        StaffFlowsDbContext db, DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var now = systemTime.Now;
        var (timers, triggers) = DueRows.Earliest(
            await FreeTimers(db, now).Where(t => t.DueAt <= businessNow).OrderBy(t => t.DueAt).Take(limit).ToListAsync(ct),
            await FreeTriggers(db, now).Where(t => t.DueAt <= businessNow).OrderBy(t => t.DueAt).Take(limit).ToListAsync(ct),
            limit);
        foreach (var timer in timers) timer.LeasedUntil = now + lease;
        foreach (var trigger in triggers) trigger.LeasedUntil = now + lease;
        return new Leased([.. timers], [.. triggers]);
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var now = systemTime.Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FreeTimers(db, now).Select(t => (DateTimeOffset?)t.DueAt)
            .Concat(FreeTriggers(db, now).Select(t => t.DueAt)).MinAsync(ct);
    }

    private static IQueryable<StoredTimer> FreeTimers(StaffFlowsDbContext db, DateTimeOffset now) =>
        db.Timers.Where(t => t.LeasedUntil == null || t.LeasedUntil <= now);

    private static IQueryable<StoredTrigger> FreeTriggers(StaffFlowsDbContext db, DateTimeOffset now) =>
        db.Triggers.Where(t => t.DueAt != null && (t.LeasedUntil == null || t.LeasedUntil <= now));

    private sealed record Leased(List<StoredTimer> Timers, List<StoredTrigger> Triggers);
}
