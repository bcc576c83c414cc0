using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>Makes contexts on the server's connection pool, for reading and writing alike.</summary>
internal sealed class PostgreSqlContexts(NpgsqlDataSource server, IFieldProtector protector) : IDbContextFactory<StaffFlowsDbContext>
{
    private readonly DbContextOptions<PostgreSqlStaffFlowsDbContext> options =
        new DbContextOptionsBuilder<PostgreSqlStaffFlowsDbContext>().UseNpgsql(server).Options;

    public StaffFlowsDbContext CreateDbContext() => new PostgreSqlStaffFlowsDbContext(options, protector);
}
