using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Leases by the server's time; nodes step over each other's rows instead of waiting for them.</summary>
internal sealed class PostgreSqlTimerStore(IDbContextFactory<StaffFlowsDbContext> contexts) : ITimerStore
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    public async Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        var due = businessNow.ToUniversalTime();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var leased = await db.Timers.FromSql(
            $"""
             UPDATE timers SET leased_until = clock_timestamp() + {lease}, lease_owner = {Owner} WHERE bookmark_id IN (
                 SELECT bookmark_id FROM timers
                 WHERE due_at <= {due} AND (leased_until IS NULL OR leased_until <= clock_timestamp())
                 ORDER BY due_at LIMIT {limit} FOR UPDATE SKIP LOCKED)
             RETURNING *
             """).AsNoTracking().ToListAsync(ct);
        var next = await db.Timers.FromSql(
            $"SELECT * FROM timers WHERE leased_until IS NULL OR leased_until <= clock_timestamp() ORDER BY due_at LIMIT 1")
            .AsNoTracking().ToListAsync(ct);
        return new([.. leased.OrderBy(t => t.DueAt).Select(t => t.ToEntry())], next.FirstOrDefault()?.DueAt);
    }
}
