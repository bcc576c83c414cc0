using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Leases by the server's time; nodes step over each other's rows, and over what is just being carried out.</summary>
internal sealed class PostgreSqlCommandStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime)
    : CommandStore(queue, systemTime)
{
    public override async Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return InOrder(await db.Commands.FromSql(
            $"""
             UPDATE engine_commands
             SET leased_until = clock_timestamp() + {lease}, lease_owner = {LeaseOwner.Name}, attempts = attempts + 1
             WHERE id IN (
                 SELECT id FROM engine_commands
                 WHERE leased_until IS NULL OR leased_until <= clock_timestamp()
                 ORDER BY created_at, id LIMIT {limit} FOR UPDATE SKIP LOCKED)
             RETURNING *
             """).AsNoTracking().ToListAsync(ct));
    }
}
