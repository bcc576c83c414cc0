using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.SqlServer;

/// <summary>A transaction per entry. Where the server made it lose against another one, it is run again from the start.</summary>
internal sealed class SqlServerWriteQueue(IDbContextFactory<StaffFlowsDbContext> contexts) : IWriteQueue
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
            catch (Exception lost) when (attempt < MaxAttempts && LostRaces.Contain(lost))
            {
                continue;
            }
        }
    }

    private async Task<Result<T>> TryWriteAsync<T>(PendingWrite<T> entry)
    {
        await using var db = await contexts.CreateDbContextAsync(entry.Cancelled);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(entry.Cancelled);
        if (await entry.RunAsync(db)) await transaction.CommitAsync(entry.Cancelled);
        return entry.Outcome;
    }
}
