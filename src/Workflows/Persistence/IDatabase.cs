namespace StaffFlows.Workflows.Persistence;

/// <summary>Why a database can't do its work, though nothing is wrong with what it was asked.</summary>
public enum DatabaseTrouble
{
    /// <summary>It can't be reached, is starting or stopping, or takes no more connections.</summary>
    Away,

    /// <summary>It can read, but there is no room left to write.</summary>
    Full,
}

/// <summary>The database as this process holds it.</summary>
public interface IDatabase
{
    /// <summary>
    /// Nodes that open the same database go one after another: whoever has the turn may find it empty, migrate and fill it, and keeps
    /// it until the answer is disposed or his process dies. Makes the database where it is missing. On SQLite a file has one process.
    /// </summary>
    /// <exception cref="ConfigurationException">It can't be reached.</exception>
    Task<IAsyncDisposable> TakeTurnAsync(CancellationToken ct);

    /// <summary>Takes the database for this process, brings it to the current version and starts the writer. Once, before anything else but the turn.</summary>
    /// <exception cref="ConfigurationException">It can't be reached, or another process holds it.</exception>
    Task OpenAsync(CancellationToken ct);

    /// <summary>Whether a failure, or one that it was caused by, says that the database can't do its work now; null where it is about something else.</summary>
    DatabaseTrouble? Diagnose(Exception failure);

    /// <summary>The clock that leases lapse by: the server's, the same for all nodes; on SQLite this process's.</summary>
    Task<DateTimeOffset> ReadTimeAsync(CancellationToken ct);
}

/// <summary>A failure with everything that caused it, outermost first: what a database said is often wrapped.</summary>
internal static class Causes
{
    public static IEnumerable<Exception> Of(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }
}
