using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>Leases by the server's time; nodes step over each other's rows. Looking whether anything is due costs no write.</summary>
internal sealed class SqlServerTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue) : TimerStore(queue)
{
    public override async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var next = await NextAsync(ct);
        if (next is null || next > businessNow) return new([], next);

        var leased = (await Queue.WriteAsync<List<Due>>(
            async (db, inner) => await LeaseAsync(db, businessNow.ToUniversalTime(), lease, limit, inner), ct)).Value!;
        return new([.. leased.Where(d => !d.IsTrigger).Select(d => d.ToTimer())], await NextAsync(ct))
        {
            Triggers = [.. leased.Where(d => d.IsTrigger).Select(d => d.ToTrigger())],
        };
    }

    /// <summary>
    /// The earliest of both tables together. Indexes have the order and the lease, so that no more rows are locked than might
    /// be taken; what another node is just leasing is stepped over.
    /// </summary>
    private static async Task<List<Due>> LeaseAsync(
        StaffFlowsDbContext db, DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var milliseconds = (int)lease.TotalMilliseconds;
        var due = await db.Database.SqlQuery<Due>(
            $"""
             DECLARE @due TABLE (id binary(16) NOT NULL, instance_id binary(16) NOT NULL, is_trigger bit NOT NULL, due_at datetimeoffset NOT NULL);
             INSERT INTO @due (id, instance_id, is_trigger, due_at)
             SELECT TOP ({limit}) bookmark_id, instance_id, 0, due_at
             FROM timers WITH (INDEX(ix_timers_due_at), ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
             WHERE due_at <= {businessNow} AND (leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET())
             ORDER BY due_at;
             INSERT INTO @due (id, instance_id, is_trigger, due_at)
             SELECT TOP ({limit}) id, id, 1, due_at
             FROM triggers WITH (INDEX(ix_triggers_due_at), ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
             WHERE due_at <= {businessNow} AND (leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET())
             ORDER BY due_at;
             DELETE FROM @due WHERE id NOT IN (SELECT TOP ({limit}) id FROM @due ORDER BY due_at, id);
             UPDATE timers SET leased_until = DATEADD(millisecond, {milliseconds}, SYSDATETIMEOFFSET()), lease_owner = {LeaseOwner.Name}
             WHERE bookmark_id IN (SELECT id FROM @due WHERE is_trigger = 0);
             UPDATE triggers SET leased_until = DATEADD(millisecond, {milliseconds}, SYSDATETIMEOFFSET()), lease_owner = {LeaseOwner.Name}
             WHERE id IN (SELECT id FROM @due WHERE is_trigger = 1);
             SELECT id AS Id, instance_id AS InstanceId, is_trigger AS IsTrigger, due_at AS DueAt FROM @due;
             """).ToListAsync(ct);
        return [.. due.OrderBy(d => d.DueAt)];
    }

    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var next = await db.ReadAsync(
            $"""
             SELECT MIN(due_at) FROM (
                 SELECT due_at FROM timers WHERE leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET()
                 UNION ALL
                 SELECT due_at FROM triggers WHERE leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET()) AS free
             """,
            row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), ct);
        return next.Single();
    }

    /// <param name="InstanceId">Of timers.</param>
    private sealed record Due(byte[] Id, byte[] InstanceId, bool IsTrigger, DateTimeOffset DueAt)
    {
        public TimerEntry ToTimer() => new(new(SqlServerIds.Read(InstanceId)), new(SqlServerIds.Read(Id)), DueAt);

        public DueTrigger ToTrigger() => new(SqlServerIds.Read(Id), DueAt);
    }
}
