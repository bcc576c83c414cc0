using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteDatabase(SqliteFile file, SqliteContexts contexts, SqliteWriteQueue queue, SystemTime systemTime) : IDatabase
{
    private const int Busy = 5;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CantOpen = 14;

    /// <summary>The file's lock, which <see cref="OpenAsync"/> takes, keeps other processes away.</summary>
    public Task<IAsyncDisposable> TakeTurnAsync(CancellationToken ct) => Task.FromResult<IAsyncDisposable>(new Alone());

    public async Task OpenAsync(CancellationToken ct)
    {
        await file.HoldAsync(ct);
        try
        {
            await using var connection = await file.OpenForWritingAsync(ct);
            await using var db = contexts.CreateOn(connection);
            if (await NewestMigration.IsPendingAsync(db, ct))
            {
                await RemoveAbandonedMigrationLockAsync(connection, ct);
                await db.Database.MigrateAsync(ct);
            }
        }
        catch (SqliteException broken)
        {
            throw new ConfigurationException(
                $"The database file {file.Path} (ConnectionStrings:StaffFlows) can't be used: {broken.Message}", broken);
        }

        await queue.StartAsync(ct);
    }

    public DatabaseTrouble? Diagnose(Exception failure) => Causes.Of(failure).OfType<SqliteException>().FirstOrDefault()?.SqliteErrorCode switch
    {
        Full => DatabaseTrouble.Full,
        Busy or InputOutput or CantOpen => DatabaseTrouble.Away,
        _ => null,
    };

    public Task<DateTimeOffset> ReadTimeAsync(CancellationToken ct) => Task.FromResult(systemTime.Now);

    /// <summary>A process that died while migrating leaves its row; we hold the file, so nobody else can be migrating.</summary>
    private static async Task RemoveAbandonedMigrationLockAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if ((long)(await command.ExecuteScalarAsync(ct))! == 0) return;

        command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
