using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StaffFlows.Workflows.Persistence.Mappings;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>Makes contexts: for reading on pooled connections, for writing on the writer's own.</summary>
internal sealed class SqliteContexts : IDbContextFactory<StaffFlowsDbContext>
{
    private readonly IModel model;
    private readonly DbContextOptions<SqliteStaffFlowsDbContext> reading;

    public SqliteContexts(SqliteFile file, ICompiledModels models, IFieldProtector protector)
    {
        model = models.Make(typeof(SqliteStaffFlowsDbContext)).ProtectedBy(protector);
        reading = Options(b => b.UseSqlite(file.ConnectionString).AddInterceptors(new ReadOnlyConnections()));
    }

    public StaffFlowsDbContext CreateDbContext() => new SqliteStaffFlowsDbContext(reading);

    public StaffFlowsDbContext CreateOn(SqliteConnection connection) =>
        new SqliteStaffFlowsDbContext(Options(b => b.UseSqlite((DbConnection)connection)));

    private DbContextOptions<SqliteStaffFlowsDbContext> Options(Action<DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<SqliteStaffFlowsDbContext>().UseModel(model);
        configure(builder);
        return builder.Options;
    }
}
