using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A word held in a transaction that writes nothing; it ends with the context.</summary>
internal static class OpeningTurn
{
    /// <summary>The largest migration and filling that others wait for.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(30);

    public static async Task<IAsyncDisposable> TakeAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(MaxWait);
        await db.Database.BeginTransactionAsync(ct);
        await db.HoldAsync("opening", isShared: false, ct);
        return db;
    }
}
