using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlDatabase(PostgreSqlContexts contexts) : IDatabase
{
    public async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            if ((await db.Database.GetPendingMigrationsAsync(ct)).Any()) await db.Database.MigrateAsync(ct);
        }
        catch (NpgsqlException unreachable)
        {
            throw new ConfigurationException(
                $"The PostgreSQL database of ConnectionStrings:StaffFlows can't be used: {unreachable.Message}", unreachable);
        }
    }

    /// <summary>A data source for a configured connection string.</summary>
    public static NpgsqlDataSource Server(string connectionString)
    {
        try
        {
            return new NpgsqlDataSourceBuilder(connectionString).Build();
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationException(
                $"ConnectionStrings:StaffFlows is not a connection string for PostgreSQL: {wrong.Message}", wrong);
        }
    }
}
