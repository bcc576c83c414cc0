using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Leases by the server's time; nodes step over each other's rows instead of waiting for them.</summary>
internal sealed class PostgreSqlTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue) : TimerStore(queue)
{
    public override async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var leased = await LeaseAsync(db, businessNow.ToUniversalTime(), lease, limit, ct);
        var next = await db.ReadAsync(
            $"""
             SELECT LEAST(
                 (SELECT MIN(due_at) FROM timers WHERE leased_until IS NULL OR leased_until <= clock_timestamp()),
                 (SELECT MIN(due_at) FROM triggers WHERE leased_until IS NULL OR leased_until <= clock_timestamp()))
             """,
            row => row.IsDBNull(0) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(0), ct);
        return new([.. leased.Where(d => !d.IsTrigger).Select(d => new TimerEntry(new(d.InstanceId), new(d.Id), d.DueAt))], next.Single())
        {
            Triggers = [.. leased.Where(d => d.IsTrigger).Select(d => new DueTrigger(d.Id, d.DueAt))],
        };
    }

    /// <summary>The earliest of both tables together; what another node is just leasing is stepped over.</summary>
    private static async Task<List<Due>> LeaseAsync(
        StaffFlowsDbContext db, DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var due = await db.ReadAsync(
            $"""
             WITH free_timers AS MATERIALIZED (
                 SELECT bookmark_id AS id, instance_id, due_at FROM timers
                 WHERE due_at <= {businessNow} AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                 ORDER BY due_at LIMIT {limit} FOR UPDATE SKIP LOCKED),
             free_triggers AS MATERIALIZED (
                 SELECT id, due_at FROM triggers
                 WHERE due_at <= {businessNow} AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                 ORDER BY due_at LIMIT {limit} FOR UPDATE SKIP LOCKED),
             due AS MATERIALIZED (
                 SELECT id, instance_id, FALSE AS is_trigger, due_at FROM free_timers
                 UNION ALL SELECT id, id, TRUE, due_at FROM free_triggers
                 ORDER BY due_at LIMIT {limit}),
             leased_timers AS (
                 UPDATE timers SET leased_until = clock_timestamp() + {lease}, lease_owner = {LeaseOwner.Name}
                 WHERE bookmark_id IN (SELECT id FROM due WHERE NOT is_trigger)),
             leased_triggers AS (
                 UPDATE triggers SET leased_until = clock_timestamp() + {lease}, lease_owner = {LeaseOwner.Name}
                 WHERE id IN (SELECT id FROM due WHERE is_trigger))
             SELECT id, instance_id, is_trigger, due_at FROM due
             """,
            row => new Due(row.GetGuid(0), row.GetGuid(1), row.GetBoolean(2), row.GetFieldValue<DateTimeOffset>(3)), ct);
        return [.. due.OrderBy(d => d.DueAt)];
    }

    /// <param name="InstanceId">Of timers.</param>
    private sealed record Due(Guid Id, Guid InstanceId, bool IsTrigger, DateTimeOffset DueAt);
}
