using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <inheritdoc/>
internal sealed class SqlServerDatabase(IDbContextFactory<StaffFlowsDbContext> contexts) : IDatabase
{
    private const int CreatedMeanwhile = 1801;
    private const int FileGroupFull = 1105;
    private const int LogFull = 9002;
    private const int TimedOut = -2;

    /// <summary>The severity from which on the server ends the connection, or the client could not make one.</summary>
    private const byte BrokenConnection = 20;

    public async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken ct)
    {
        var db = await contexts.CreateDbContextAsync(ct);
        try
        {
            if (!await ExistsAsync(db, ct)) await CreateAsync(db, ct);
            return await OpeningTurn.TakeAsync(db, ct);
        }
        catch (Exception failed)
        {
            await db.DisposeAsync();
            if (Reason(failed) is not null) throw Unusable(failed);
            throw;
        }
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (!await ExistsAsync(db, ct)) await CreateAsync(db, ct);
            await RequireSnapshotsAsync(db, ct);
            if (await NewestMigration.IsPendingAsync(db, ct)) await db.Database.MigrateAsync(ct);
        }
        catch (Exception unusable) when (Reason(unusable) is not null)
        {
            throw Unusable(unusable);
        }
    }

    public DatabaseTrouble? Diagnose(Exception failure) => Causes.Of(failure).OfType<SqlException>().FirstOrDefault() switch
    {
        { Number: FileGroupFull or LogFull } => DatabaseTrouble.Full,
        { Class: >= BrokenConnection } or { Number: TimedOut } => DatabaseTrouble.Away,
        _ => null,
    };

    public async Task<DateTimeOffset> ReadTimeAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.ReadAsync($"SELECT SYSDATETIMEOFFSET()", row => row.GetFieldValue<DateTimeOffset>(0), ct)).Single();
    }

    private static ConfigurationException Unusable(Exception failure) => new(
        $"The SQL Server database of ConnectionStrings:StaffFlows can't be used: {Reason(failure)!.Message}", failure);

    private static Task<bool> ExistsAsync(StaffFlowsDbContext db, CancellationToken ct) =>
        db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct);

    /// <summary>With snapshots on, as EF does it. Another node may do the same at this moment.</summary>
    private static async Task CreateAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        try
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        }
        catch (SqlException other) when (other.Number == CreatedMeanwhile)
        {
            return;
        }
    }

    /// <summary>Without it readers and writers block each other, and a burst reads what others have half written around it.</summary>
    private static async Task RequireSnapshotsAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        var isOn = await db.ReadAsync($"SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()", row => row.GetBoolean(0), ct);
        if (!isOn.Single())
            throw new ConfigurationException(
                "The SQL Server database of ConnectionStrings:StaffFlows needs READ_COMMITTED_SNAPSHOT; an administrator turns it on with "
                + $"ALTER DATABASE [{db.Database.GetDbConnection().Database}] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE.");
    }

    /// <summary>What the server or the way there said; EF wraps it where trying again might help.</summary>
    private static SqlException? Reason(Exception failure) => failure as SqlException ?? failure.InnerException as SqlException;
}
