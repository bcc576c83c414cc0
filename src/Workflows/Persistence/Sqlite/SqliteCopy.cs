using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StaffFlows.Workflows.Persistence.Sqlite;

/// <summary>A database file and its copies: how a backup is made beside a running host, and how one takes the file's place.</summary>
/// <param name="connectionString">Configuration <c>ConnectionStrings:StaffFlows</c>.</param>
public sealed class SqliteCopy(string connectionString) : IDisposable
{
    private const int PagesAtOnce = 1024;

    /// <summary>What SQLite keeps beside a file while it is open.</summary>
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    private readonly SqliteFile file = new(connectionString);

    /// <summary>Where the configured database is.</summary>
    public string Path => file.Path;

    /// <summary>The connection string with which <paramref name="path"/> is read and never changed.</summary>
    public string ReadOnly(string path) =>
        new SqliteConnectionStringBuilder(connectionString) { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <summary>
    /// Copies <paramref name="source"/> to a new file, whole and of one moment, while others read and write it. The copy is one
    /// file that needs no others beside it.
    /// </summary>
    /// <param name="progress">Hears how many pages of how many are copied.</param>
    /// <exception cref="SqliteException">The source is no database, or the disk is full.</exception>
    public void Write(string source, string target, Action<long, long> progress, CancellationToken ct)
    {
        using var from = new SqliteConnection(ReadOnly(source));
        from.Open();
        Execute(from, "PRAGMA busy_timeout = 5000; BEGIN; SELECT COUNT(*) FROM sqlite_master;");      // one moment for all pages
        using var to = new SqliteConnection(
            new SqliteConnectionStringBuilder(connectionString) { DataSource = target, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        to.Open();
        using (var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main"))
        {
            for (var state = raw.SQLITE_OK; state != raw.SQLITE_DONE;)
            {
                ct.ThrowIfCancellationRequested();
                state = raw.sqlite3_backup_step(backup, PagesAtOnce);
                SqliteException.ThrowExceptionForRC(state is raw.SQLITE_DONE ? raw.SQLITE_OK : state, to.Handle);
                var pages = raw.sqlite3_backup_pagecount(backup);
                progress(pages - raw.sqlite3_backup_remaining(backup), pages);
            }
        }

        Execute(to, "PRAGMA journal_mode = DELETE;");
    }

    /// <summary>Takes the configured file for this process, until it is disposed of.</summary>
    /// <exception cref="ConfigurationException">A host runs on it.</exception>
    public Task HoldAsync(CancellationToken ct) => file.HoldAsync(TimeSpan.Zero, ct);

    /// <summary>Puts the configured file aside, under its name with the moment behind it, with all that belongs to it.</summary>
    /// <returns>Where it is now; null where there was none.</returns>
    public string? SetAside(DateTimeOffset now)
    {
        var aside = Path + now.UtcDateTime.ToString("'.'yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture);
        var existed = File.Exists(Path);
        foreach (var companion in Companions.Where(c => File.Exists(Path + c))) File.Move(Path + companion, aside + companion);
        return existed ? aside : null;
    }

    /// <summary>Removes a copy that was not finished.</summary>
    public static void Remove(string path)
    {
        foreach (var companion in Companions) File.Delete(path + companion);
    }

    public void Dispose() => file.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
