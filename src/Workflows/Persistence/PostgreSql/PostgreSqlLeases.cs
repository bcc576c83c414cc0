using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Leases by the server's time; nodes step over each other's rows, and over what is just being written.</summary>
internal sealed class PostgreSqlLeases(IDbContextFactory<StaffFlowsDbContext> contexts) : IRowLeases
{
    private const string Now = "clock_timestamp()";

    public async Task<List<T>> LeaseAsync<T>(LeasedTable table, TimeSpan lease, int limit, CancellationToken ct)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = Table.Of(db, typeof(T));
        var statement =
            $$"""
              UPDATE {{table.Name}}
              SET leased_until = {{Now}} + {0}, lease_owner = {1}, {{table.Counter}} = {{table.Counter}} + 1
              WHERE id IN (
                  SELECT id FROM {{table.Name}} WHERE {{table.Free(Now)}}
                  ORDER BY {{table.Order}} LIMIT {2} FOR UPDATE SKIP LOCKED)
              RETURNING {{rows.ColumnsOf(table.Name)}}
              """;
        return await db.ReadAsync(FormattableStringFactory.Create(statement, lease, LeaseOwner.Name, limit), row => (T)rows.Read(row, 0), ct);
    }

    public Task<List<T>> RenewAsync<T>(StaffFlowsDbContext db, LeasedTable table, Guid id, int number, TimeSpan lease, CancellationToken ct)
        where T : class
    {
        var statement =
            $$"""
              UPDATE {{table.Name}}
              SET leased_until = {{Now}} + {0}, lease_owner = {1}, {{table.Counter}} = {{table.Counter}} + 1
              WHERE id = {2} AND {{table.Counter}} = {3} RETURNING *
              """;
        return db.Set<T>().FromSqlRaw(statement, lease, LeaseOwner.Name, id, number).ToListAsync(ct);
    }
}
