namespace StaffFlows.Workflows.Persistence;

/// <summary>The database as this process holds it.</summary>
public interface IDatabase
{
    /// <summary>Takes the database for this process, brings it to the current version and starts the writer. Once, before anything else.</summary>
    /// <exception cref="ConfigurationException">It can't be reached, or another process holds it.</exception>
    Task OpenAsync(CancellationToken ct);
}
