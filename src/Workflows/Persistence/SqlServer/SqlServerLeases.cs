using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>
/// Leases by the server's time; nodes step over each other's rows, and over what is just being written. The index has the order
/// and the lease, so that a lease locks what it takes and nothing else. Looking whether anything waits costs no write.
/// </summary>
internal sealed class SqlServerLeases(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue) : IRowLeases
{
    private const string Now = "SYSDATETIMEOFFSET()";

    public async Task<List<T>> LeaseAsync<T>(LeasedTable table, TimeSpan lease, int limit, CancellationToken ct)
        where T : class
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
            if (!await IsAnyFreeAsync(db, table, ct))
                return [];

        var statement =
            $$"""
              UPDATE {{table.Name}}
              SET leased_until = DATEADD(millisecond, {0}, {{Now}}), lease_owner = {1}, {{table.Counter}} = {{table.Counter}} + 1
              OUTPUT inserted.*
              WHERE id IN (
                  SELECT TOP ({2}) id
                  FROM {{table.Name}} WITH (INDEX({{table.Index}}), ROWLOCK, UPDLOCK, READPAST, READCOMMITTEDLOCK)
                  WHERE {{table.Free(Now)}}
                  ORDER BY {{table.Order}})
              """;
        var leased = await queue.WriteAsync<List<T>>(
            async (db, inner) => await db.Set<T>()
                .FromSqlRaw(statement, Milliseconds(lease), LeaseOwner.Name, limit).AsNoTracking().ToListAsync(inner),
            ct);
        return leased.Value ?? [];
    }

    public Task<List<T>> RenewAsync<T>(StaffFlowsDbContext db, LeasedTable table, Guid id, int number, TimeSpan lease, CancellationToken ct)
        where T : class
    {
        var statement =
            $$"""
              UPDATE {{table.Name}}
              SET leased_until = DATEADD(millisecond, {0}, {{Now}}), lease_owner = {1}, {{table.Counter}} = {{table.Counter}} + 1
              OUTPUT inserted.*
              WHERE id = {2} AND {{table.Counter}} = {3}
              """;
        return db.Set<T>().FromSqlRaw(statement, Milliseconds(lease), LeaseOwner.Name, id.ToByteArray(true), number).ToListAsync(ct);
    }

    private static async Task<bool> IsAnyFreeAsync(StaffFlowsDbContext db, LeasedTable table, CancellationToken ct)
    {
        var statement = FormattableStringFactory.Create($"SELECT TOP (1) 1 FROM {table.Name} WHERE {table.Free(Now)}");
        return (await db.ReadAsync(statement, row => row.GetInt32(0), ct)).Count > 0;
    }

    private static int Milliseconds(TimeSpan lease) => (int)lease.TotalMilliseconds;
}
