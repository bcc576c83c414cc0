using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Version counters of facts and snapshots. All statements hold their row until the commit.</summary>
internal static class Versions
{
    /// <summary>The fact's version, kept from moving until the commit.</summary>
    public static async Task<long> HoldFactAsync(this StaffFlowsDbContext db, FactKey key, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>(
            $"""
             INSERT INTO fact_versions (kind, id, version) VALUES ({key.Kind}, {key.Id}, 0)
             ON CONFLICT (kind, id) DO UPDATE SET version = fact_versions.version RETURNING version AS "Value"
             """).ToListAsync(ct)).Single();

    public static Task BumpFactAsync(this StaffFlowsDbContext db, FactKey key, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO fact_versions (kind, id, version) VALUES ({key.Kind}, {key.Id}, 1)
             ON CONFLICT (kind, id) DO UPDATE SET version = fact_versions.version + 1
             """,
            ct);

    /// <summary>Every node sees the new version with its next read and loads the snapshot again.</summary>
    public static Task BumpSnapshotAsync(this StaffFlowsDbContext db, string kind, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO snapshot_versions (kind, version) VALUES ({kind}, 1)
             ON CONFLICT (kind) DO UPDATE SET version = snapshot_versions.version + 1
             """,
            ct);
}
