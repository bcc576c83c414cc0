using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Leases through the one writer; looking whether anything is due costs no write.</summary>
internal sealed class SqliteTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime) : TimerStore(queue)
{
    public override async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var next = await NextAsync(ct);
        if (next is null || next > businessNow) return new([], next);

        var leased = (await Queue.WriteAsync<Leased>((db, inner) => LeaseAsync(db, businessNow, lease, limit, inner), ct)).Value!;
        return new([.. leased.Timers.Select(t => t.ToEntry())], await NextAsync(ct)) { Triggers = [.. leased.Triggers.Select(t => t.ToDue())] };
    }

    private async Task<Result<Leased>> LeaseAsync(
        StaffFlowsDbContext db, DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var now = systemTime.Now;
        var timers = await FreeTimers(db, now).Where(t => t.DueAt <= businessNow).OrderBy(t => t.DueAt).Take(limit).ToListAsync(ct);
        var triggers = await FreeTriggers(db, now).Where(t => t.DueAt <= businessNow).OrderBy(t => t.DueAt).Take(limit).ToListAsync(ct);
        var earliest = timers.Select(t => ((object)t, t.DueAt)).Concat(triggers.Select(t => ((object)t, t.DueAt!.Value)))
            .OrderBy(due => due.Item2).Take(limit).Select(due => due.Item1).ToList();

        var leased = new Leased([.. earliest.OfType<StoredTimer>()], [.. earliest.OfType<StoredTrigger>()]);
        leased.Timers.ForEach(timer => (timer.LeasedUntil, timer.LeaseOwner) = (now + lease, LeaseOwner.Name));
        leased.Triggers.ForEach(trigger => (trigger.LeasedUntil, trigger.LeaseOwner) = (now + lease, LeaseOwner.Name));
        return leased;
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var now = systemTime.Now.UtcTicks;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var next = await db.ReadAsync(
            $"""
             SELECT MIN(due_at) FROM (
                 SELECT due_at FROM timers WHERE leased_until IS NULL OR leased_until <= {now}
                 UNION ALL
                 SELECT due_at FROM triggers WHERE leased_until IS NULL OR leased_until <= {now})
             """,
            row => row.IsDBNull(0) ? (DateTimeOffset?)null : new DateTimeOffset(row.GetInt64(0), TimeSpan.Zero), ct);
        return next.Single();
    }

    private static IQueryable<StoredTimer> FreeTimers(StaffFlowsDbContext db, DateTimeOffset now) =>
        db.Timers.Where(t => t.LeasedUntil == null || t.LeasedUntil <= now);

    private static IQueryable<StoredTrigger> FreeTriggers(StaffFlowsDbContext db, DateTimeOffset now) =>
        db.Triggers.Where(t => t.DueAt != null && (t.LeasedUntil == null || t.LeasedUntil <= now));

    private sealed record Leased(List<StoredTimer> Timers, List<StoredTrigger> Triggers);
}
