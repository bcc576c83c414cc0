using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Leases through the one writer; looking whether anything waits costs no write. The clock is this process's.</summary>
internal sealed class SqliteLeases(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, SystemTime systemTime) : IRowLeases
{
    public async Task<List<T>> LeaseAsync<T>(LeasedTable table, TimeSpan lease, int limit, CancellationToken ct)
        where T : class
    {
        var now = systemTime.Now;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            if (!await IsAnyFreeAsync(db, table, now, ct))
                return [];

        var statement =
            $$"""
              UPDATE {{table.Name}} SET leased_until = {1}, lease_owner = {2}, {{table.Counter}} = {{table.Counter}} + 1
              WHERE id IN (SELECT id FROM {{table.Name}} WHERE {{table.Free("{0}")}} ORDER BY {{table.Order}} LIMIT {3})
              RETURNING *
              """;
        var leased = await queue.WriteAsync<List<T>>(
            async (db, inner) => await db.Set<T>()
                .FromSqlRaw(statement, now.UtcTicks, (now + lease).UtcTicks, LeaseOwner.Name, limit).AsNoTracking().ToListAsync(inner),
            ct);
        return leased.Value ?? [];
    }

    public Task<List<T>> RenewAsync<T>(StaffFlowsDbContext db, LeasedTable table, Guid id, int number, TimeSpan lease, CancellationToken ct)
        where T : class
    {
        var statement =
            $$"""
              UPDATE {{table.Name}} SET leased_until = {0}, lease_owner = {1}, {{table.Counter}} = {{table.Counter}} + 1
              WHERE id = {2} AND {{table.Counter}} = {3} RETURNING *
              """;
        return db.Set<T>().FromSqlRaw(statement, (systemTime.Now + lease).UtcTicks, LeaseOwner.Name, id, number).ToListAsync(ct);
    }

    private static async Task<bool> IsAnyFreeAsync(StaffFlowsDbContext db, LeasedTable table, DateTimeOffset now, CancellationToken ct)
    {
        var statement = FormattableStringFactory.Create($"SELECT 1 FROM {table.Name} WHERE {table.Free("{0}")} LIMIT 1", now.UtcTicks);
        return (await db.ReadAsync(statement, row => row.GetInt32(0), ct)).Count > 0;
    }
}
