using System.Data;
using Microsoft.EntityFrameworkCore;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>Everything read on a context afterwards is of one moment, however long it takes and whoever writes meanwhile.</summary>
internal static class ReadingSnapshot
{
    /// <summary>Ends with the context.</summary>
    public static async Task BeginAsync(StaffFlowsDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return;
        }

        // EF's own transaction would take the writer's lock. The first read fixes the moment.
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("BEGIN DEFERRED", ct);
    }
}
