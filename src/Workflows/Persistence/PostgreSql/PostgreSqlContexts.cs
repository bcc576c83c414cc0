using Microsoft.EntityFrameworkCore;
using Npgsql;
using StaffFlows.Workflows.Persistence.Mappings;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Makes contexts on the server's connection pool, for reading and writing alike.</summary>
internal sealed class PostgreSqlContexts(NpgsqlDataSource server, ICompiledModels models, IFieldProtector protector)
    : IDbContextFactory<StaffFlowsDbContext>
{
    private readonly DbContextOptions<PostgreSqlStaffFlowsDbContext> options =
        new DbContextOptionsBuilder<PostgreSqlStaffFlowsDbContext>()
            .UseNpgsql(server).UseModel(models.Make(typeof(PostgreSqlStaffFlowsDbContext)).ProtectedBy(protector)).Options;

    public StaffFlowsDbContext CreateDbContext() => new PostgreSqlStaffFlowsDbContext(options);
}
