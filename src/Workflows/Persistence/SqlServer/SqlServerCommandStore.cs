using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>
/// Leases by the server's time; nodes step over each other's rows, and over what is just being carried out. The index has the
/// order and the lease, so that a lease locks what it takes and nothing else.
/// </summary>
internal sealed class SqlServerCommandStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime)
    : CommandStore(queue, systemTime)
{
    public override async Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
            if (!await IsAnyFreeAsync(db, ct))
                return [];

        var leased = await Queue.WriteAsync<List<StoredCommand>>(
            async (db, inner) => await db.Commands.FromSql(
                $"""
                 UPDATE engine_commands
                 SET leased_until = DATEADD(millisecond, {(int)lease.TotalMilliseconds}, SYSDATETIMEOFFSET()),
                     lease_owner = {LeaseOwner.Name}, attempts = attempts + 1
                 OUTPUT inserted.*
                 WHERE id IN (
                     SELECT TOP ({limit}) id
                     FROM engine_commands WITH (INDEX(ix_engine_commands_created_at_id), ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
                     WHERE leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET()
                     ORDER BY created_at, id)
                 """).AsNoTracking().ToListAsync(inner),
            ct);
        return InOrder(leased.Value ?? []);
    }

    private static async Task<bool> IsAnyFreeAsync(StaffFlowsDbContext db, CancellationToken ct) =>
        (await db.Database.SqlQuery<int>(
            $"SELECT TOP (1) 1 AS [Value] FROM engine_commands WHERE leased_until IS NULL OR leased_until <= SYSDATETIMEOFFSET()").ToListAsync(ct))
        .Count > 0;
}
