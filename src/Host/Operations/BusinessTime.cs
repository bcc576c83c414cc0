using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Keeps this node's business clock at the offset that the database holds for all nodes.</summary>
internal sealed class BusinessTime(ClockStore store, TimeProvider system, BusinessClock clock)
{
    /// <summary>Takes over what another node moved.</summary>
    public async Task FollowAsync(CancellationToken ct) => clock.MoveTo(await store.ReadOffsetAsync(ct));

    /// <summary>Moves business time to <paramref name="moment"/>, first in the database, then here; never backwards.</summary>
    public async Task MoveToAsync(DateTimeOffset moment, string? actorId, CancellationToken ct)
    {
        var offset = moment - system.GetUtcNow();
        if (offset > clock.Offset) clock.MoveTo((await store.MoveToAsync(offset, actorId, ct)).Value);
    }
}
