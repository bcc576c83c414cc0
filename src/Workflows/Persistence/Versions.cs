using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Version counters of facts and snapshots. All statements hold their row until the commit.</summary>
internal static class Versions
{
    /// <summary>The fact's version, kept from moving until the commit.</summary>
    public static async Task<long> HoldFactAsync(this StaffFlowsDbContext db, FactKey key, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>(db.Held.Fact(key)).ToListAsync(ct)).Single();

    public static Task BumpFactAsync(this StaffFlowsDbContext db, FactKey key, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(db.Held.NextOfFact(key), ct);

    /// <summary>Every node sees the new version with its next read and loads the snapshot again.</summary>
    public static Task BumpSnapshotAsync(this StaffFlowsDbContext db, string kind, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(db.Held.NextOfSnapshot(kind), ct);
}
