using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>How far business time runs ahead of system time, for all nodes.</summary>
public sealed class ClockStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    public async Task<TimeSpan> ReadOffsetAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadOffsetAsync(db, ct);
    }

    internal static async Task<TimeSpan> ReadOffsetAsync(StaffFlowsDbContext db, CancellationToken ct) => (await db.ReadRowsAsync<StoredClock>(ct)).Single().Offset;

    /// <summary>Answers the offset that holds now: business time never runs backwards, so a smaller one changes nothing.</summary>
    public Task<Result<TimeSpan>> MoveToAsync(TimeSpan offset, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<TimeSpan>(
            async (db, inner) =>
            {
                var stored = await db.Clock.SingleAsync(c => c.Id == StoredClock.OnlyId, inner);
                if (offset <= stored.Offset) return stored.Offset;
                stored.Offset = offset;
                await db.BumpSnapshotAsync(SnapshotKinds.Clock, inner);
                await AuditChain.AppendAsync(
                    db, clock.GetUtcNow(), [new("clock", "clock.moved", actorId, new JsonObject { ["offset"] = offset.ToString("c") })], inner);
                return offset;
            },
            ct);
}
