using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>A transaction per entry. Where the server made it lose against another one, it is run again from the start.</summary>
internal sealed class PostgreSqlWriteQueue(PostgreSqlContexts contexts) : IWriteQueue
{
    private const int MaxAttempts = 10;

    public async Task<Result<T>> WriteAsync<T>(
        Func<StaffFlowsDbContext, CancellationToken, Task<Result<T>>> write, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(new PendingWrite<T>(write, ct));
            }
            catch (Exception lost) when (attempt < MaxAttempts && HasLostARace(lost))
            {
                continue;
            }
        }
    }

    private async Task<Result<T>> TryWriteAsync<T>(PendingWrite<T> entry)
    {
        await using var db = contexts.CreateDbContext();
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(entry.Cancelled);
        if (await entry.RunAsync(db)) await transaction.CommitAsync(entry.Cancelled);
        return entry.Outcome;
    }

    /// <summary>
    /// A deadlock, or a row that somebody else inserted between our look and our insert: the next attempt sees it and
    /// answers accordingly.
    /// </summary>
    private static bool HasLostARace(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException)?.SqlState is
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;
}
