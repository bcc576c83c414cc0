using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Keeps this node's business clock at the offset that the database holds for all nodes.</summary>
internal sealed class BusinessTime(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider system, BusinessClock clock)
{
    /// <summary>Takes over what another node moved.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        clock.MoveTo(await db.BusinessClock.Select(c => c.Offset).SingleAsync(ct));
    }

    /// <summary>Moves business time to <paramref name="moment"/>, first in the database, then here; never backwards.</summary>
    public async Task MoveToAsync(DateTimeOffset moment, CancellationToken ct)
    {
        var offset = moment - system.GetUtcNow();
        if (offset <= clock.Offset) return;

        var moved = await queue.WriteAsync<TimeSpan>(
            async (db, token) =>
            {
                var row = await db.BusinessClock.SingleAsync(token);
                if (offset > row.Offset) row.Offset = offset;
                return row.Offset;
            },
            ct);
        clock.MoveTo(moved.Value);
    }
}
