using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Leases through the one writer; looking whether anything waits costs no write.</summary>
internal sealed class SqliteCommandStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime)
    : CommandStore(queue, systemTime)
{
    public override async Task<ImmutableArray<LeasedCommand>> LeaseAsync(TimeSpan lease, int limit, CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
            if (!await Free(db).AnyAsync(ct))
                return [];

        return InOrder((await Queue.WriteAsync<List<StoredCommand>>((db, inner) => LeaseAsync(db, lease, limit, inner), ct)).Value ?? []);
    }

    private async Task<Result<List<StoredCommand>>> LeaseAsync(StaffFlowsDbContext db, TimeSpan lease, int limit, CancellationToken ct)
    {
        var rows = await Free(db).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).Take(limit).ToListAsync(ct);
        foreach (var row in rows) (row.LeasedUntil, row.LeaseOwner, row.Attempts) = (SystemTime.Now + lease, LeaseOwner.Name, row.Attempts + 1);
        return rows;
    }

    private IQueryable<StoredCommand> Free(StaffFlowsDbContext db)
    {
        var now = SystemTime.Now;
        return db.Commands.Where(c => c.LeasedUntil == null || c.LeasedUntil <= now);
    }
}
