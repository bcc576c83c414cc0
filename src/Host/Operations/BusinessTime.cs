using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Keeps this node's business clock at the database's time and at the offset that it holds for all nodes.</summary>
internal sealed class BusinessTime(ClockStore store, IDatabase database, TimeProvider system, BusinessClock clock)
{
    /// <summary>Differences up to this are left alone, so that business time doesn't tremble.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(500);

    /// <summary>A look that is no more uncertain than this is good enough.</summary>
    private static readonly TimeSpan Sharp = TimeSpan.FromMilliseconds(10);

    private const int MostLooks = 5;

    /// <summary>Takes over what another node moved, and how wrong this machine's clock is.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        await CorrectAsync(ct);
        clock.MoveTo(await store.ReadOffsetAsync(ct));
    }

    /// <summary>Moves business time to <paramref name="moment"/>, first in the database, then here; never backwards.</summary>
    public async Task MoveToAsync(DateTimeOffset moment, string? actorId, CancellationToken ct)
    {
        var offset = moment - clock.DatabaseNow;
        if (offset > clock.Offset) clock.MoveTo((await store.MoveToAsync(offset, actorId, ct)).Value);
    }

    /// <summary>
    /// Of a few looks the one that took least time counts, because the first of a process takes long, and what it finds is as uncertain
    /// as half of that. Only what that can't explain is corrected.
    /// </summary>
    private async Task CorrectAsync(CancellationToken ct)
    {
        var best = await LookAsync(ct);
        for (var looks = 1; looks < MostLooks && best.Uncertainty > Sharp; looks++)
            if (await LookAsync(ct) is var next && next.Uncertainty < best.Uncertainty) best = next;

        if ((best.Difference - clock.Correction).Duration() > best.Uncertainty + Tolerance) clock.CorrectBy(best.Difference);
    }

    /// <summary>The answer was read somewhere between the question and its arrival.</summary>
    private async Task<(TimeSpan Difference, TimeSpan Uncertainty)> LookAsync(CancellationToken ct)
    {
        var asked = system.GetUtcNow();
        var there = await database.ReadTimeAsync(ct);
        var half = (system.GetUtcNow() - asked) / 2;
        return (there - (asked + half), half);
    }
}
