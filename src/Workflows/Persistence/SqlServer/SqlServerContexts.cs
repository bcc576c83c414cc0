using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Mappings;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>Makes contexts on the client's connection pool, for reading and writing alike.</summary>
internal sealed class SqlServerContexts(
    DbContextOptions<SqlServerStaffFlowsDbContext> server, ICompiledModels models, IFieldProtector protector)
    : IDbContextFactory<StaffFlowsDbContext>
{
    private readonly DbContextOptions<SqlServerStaffFlowsDbContext> options = new DbContextOptionsBuilder<SqlServerStaffFlowsDbContext>(server)
        .UseModel(models.Make(typeof(SqlServerStaffFlowsDbContext)).ProtectedBy(protector)).Options;

    public StaffFlowsDbContext CreateDbContext() => new SqlServerStaffFlowsDbContext(options);

    /// <summary>The server and database of a configured connection string.</summary>
    public static DbContextOptions<SqlServerStaffFlowsDbContext> Server(string connectionString)
    {
        try
        {
            var settings = new SqlConnectionStringBuilder(connectionString);
            if (settings is { DataSource: "" } or { InitialCatalog: "" })
                throw new ConfigurationException("ConnectionStrings:StaffFlows must name a server (Server=…) and a database (Database=…) for SQL Server.");
            return new DbContextOptionsBuilder<SqlServerStaffFlowsDbContext>()
                .UseSqlServer(settings.ToString(), sql => sql.UseCompatibilityLevel(SqlServerStaffFlowsDbContext.OldestServer))
                .Options;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw new ConfigurationException(
                $"ConnectionStrings:StaffFlows is not a connection string for SQL Server: {wrong.Message}", wrong);
        }
    }
}
