namespace StaffFlows.Workflows.Persistence;

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

    /// <summary>The clock that leases lapse by: the server's, the same for all nodes; on SQLite this process's.</summary>
    Task<DateTimeOffset> ReadTimeAsync(CancellationToken ct);
}
