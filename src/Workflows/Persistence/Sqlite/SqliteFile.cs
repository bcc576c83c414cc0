using Microsoft.Data.Sqlite;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>One database file, held by one process: the system's lock on a file beside it says by whom, and goes with the process.</summary>
internal sealed class SqliteFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long the log grows before it is copied into the file, in pages of 4 KB: a commit writes some 40, mostly the same ones as the
    /// commit before, and each is copied only once.
    /// </summary>
    private const int LogPages = 4_000;

    /// <summary>The writer's own memory of pages.</summary>
    private const int CacheKilobytes = 16_000;

    private FileStream? held;

    public SqliteFile(string connectionString)
    {
        try
        {
            var settings = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true };
            Path = System.IO.Path.GetFullPath(settings.DataSource);
            if (settings.DataSource is "" or ":memory:" || settings.Mode is SqliteOpenMode.Memory)
                throw new ConfigurationException("ConnectionStrings:StaffFlows must name a file (Data Source=…) for SQLite.");
            settings.DataSource = Path;
            ConnectionString = settings.ToString();
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationException($"ConnectionStrings:StaffFlows is not a connection string for SQLite: {wrong.Message}", wrong);
        }
    }

    public string Path { get; }

    public string ConnectionString { get; }

    /// <summary>Takes the file for this process. A predecessor on its way out is waited for, at most <see cref="Patience"/>.</summary>
    public Task HoldAsync(CancellationToken ct) => HoldAsync(Patience, ct);

    public async Task HoldAsync(TimeSpan patience, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; held is null; waited += Pause)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                held = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < patience)
            {
                await Task.Delay(Pause, TimeProvider.System, ct);
            }
            catch (Exception unavailable) when (unavailable is IOException or UnauthorizedAccessException)
            {
                throw new ConfigurationException(
                    $"The database file {Path} (ConnectionStrings:StaffFlows) is held by another StaffFlows process or can't be written.", unavailable);
            }
        }
    }

    /// <summary>Opened for writing: durable with each commit, and the log keeps readers out of the way.</summary>
    public async Task<SqliteConnection> OpenForWritingAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = {LogPages}; PRAGMA cache_size = -{CacheKilobytes};";
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(pooled);
        held?.Dispose();
    }
}
