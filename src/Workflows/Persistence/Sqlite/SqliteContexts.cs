using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Makes contexts: for reading on pooled connections, for writing on the writer's own.</summary>
internal sealed class SqliteContexts(SqliteFile file, IFieldProtector protector) : IDbContextFactory<StaffFlowsDbContext>
{
    private readonly DbContextOptions<SqliteStaffFlowsDbContext> reading = Options(b => b
        .UseSqlite(file.ConnectionString)
        .AddInterceptors(new ReadOnlyConnections()));

    public StaffFlowsDbContext CreateDbContext() => new SqliteStaffFlowsDbContext(reading, protector);

    public StaffFlowsDbContext CreateOn(SqliteConnection connection) =>
        new SqliteStaffFlowsDbContext(Options(b => b.UseSqlite((DbConnection)connection)), protector);

    private static DbContextOptions<SqliteStaffFlowsDbContext> Options(Action<DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<SqliteStaffFlowsDbContext>();
        configure(builder);
        return builder.Options;
    }
}
