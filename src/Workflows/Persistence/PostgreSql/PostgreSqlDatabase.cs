using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlDatabase(PostgreSqlContexts contexts) : IDatabase
{
    /// <summary>Per connection; a completion uses about 25 of them.</summary>
    private const int PreparedStatements = 200;

    public async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken ct)
    {
        var db = contexts.CreateDbContext();
        try
        {
            await MakeAsync(db.GetService<IRelationalDatabaseCreator>(), ct);
            return await OpeningTurn.TakeAsync(db, ct);
        }
        catch (Exception failed)
        {
            await db.DisposeAsync();
            if (failed is NpgsqlException unreachable) throw Unusable(unreachable);
            throw;
        }
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            await using var db = contexts.CreateDbContext();
            if (await NewestMigration.IsPendingAsync(db, ct)) await db.Database.MigrateAsync(ct);
        }
        catch (NpgsqlException unreachable)
        {
            throw Unusable(unreachable);
        }
    }

    public DatabaseTrouble? Diagnose(Exception failure) => Causes.Of(failure).Select(Read).FirstOrDefault(trouble => trouble is not null);

    /// <summary>What the server said has a code; everything else that the client throws is about the way to it.</summary>
    private static DatabaseTrouble? Read(Exception cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => DatabaseTrouble.Full,
        PostgresException server => IsAway(server.SqlState) ? DatabaseTrouble.Away : null,
        NpgsqlException => DatabaseTrouble.Away,
        _ => null,
    };

    /// <summary>Connections that broke or are too many, a server that starts or stops.</summary>
    private static bool IsAway(string state) => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);

    public async Task<DateTimeOffset> ReadTimeAsync(CancellationToken ct)
    {
        await using var db = contexts.CreateDbContext();
        return (await db.ReadAsync($"SELECT clock_timestamp()", row => row.GetFieldValue<DateTimeOffset>(0), ct)).Single();
    }

    /// <summary>Another node may do the same at this moment.</summary>
    private static async Task MakeAsync(IRelationalDatabaseCreator database, CancellationToken ct)
    {
        if (await database.ExistsAsync(ct)) return;

        try
        {
            await database.CreateAsync(ct);
        }
        catch (PostgresException other) when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return;
        }
    }

    private static ConfigurationException Unusable(NpgsqlException unreachable) => new(
        $"The PostgreSQL database of ConnectionStrings:StaffFlows can't be used: {unreachable.Message}", unreachable);

    /// <summary>
    /// A data source for a configured connection string. Where that says nothing else, statements are prepared by themselves, and a
    /// connection goes back to the pool as it is: nobody here changes the state of a session.
    /// </summary>
    public static NpgsqlDataSource Server(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            var given = settings.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!given.Contains("Max Auto Prepare")) settings.MaxAutoPrepare = PreparedStatements;
            if (!given.Contains("No Reset On Close")) settings.NoResetOnClose = true;
            settings.IncludeFailedBatchedCommand = true;   // says which guard did not hold
            return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationException(
                $"ConnectionStrings:StaffFlows is not a connection string for PostgreSQL: {wrong.Message}", wrong);
        }
    }
}
