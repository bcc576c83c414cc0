namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// The only way to write. An entry is one transaction of its own: a rejection or an exception rolls back just this entry.
/// On SQLite all entries of the process pass one writer that commits them in groups; on servers each has its connection.
/// </summary>
public interface IWriteQueue
{
    /// <summary>
    /// Runs <paramref name="write"/>, saves what it left tracked, commits, and only then answers. The context must not be
    /// used afterwards. May run more than once (deadlocks), so <paramref name="write"/> touches nothing but its context.
    /// A concurrency token that has moved on comes back as a rejection of kind Conflict, code <c>changed-meanwhile</c>.
    /// </summary>
    Task<Result<T>> WriteAsync<T>(
        Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken ct);
}
