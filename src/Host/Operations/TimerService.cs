using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <param name="Fired">How many timers were due.</param>
/// <param name="NextDueAt">When the next one is, in business time; null where none waits.</param>
internal sealed record TimersFired(int Fired, DateTimeOffset? NextDueAt);

/// <summary>Runs the engine's timers for as long as the host lives, and on demand for the demo clock.</summary>
internal sealed class TimerService(TimerPump pump, IDbContextFactory<StaffFlowsDbContext> contexts, BusinessTime time, BusinessClock clock, TimeProvider system)
    : BackgroundService
{
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(10);

    /// <summary>False once the pump has ended, which it never does by itself.</summary>
    public bool IsAlive => ExecuteTask is { IsCompleted: false };

    /// <summary>Fires everything that is due by now, and waits for it.</summary>
    public async Task<TimersFired> FireDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.Timers.CountAsync(t => t.DueAt <= now, ct);
        return new TimersFired(due, await pump.FireDueAsync(ct));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(pump.RunAsync(stoppingToken), FollowClockAsync(stoppingToken));

    /// <summary>Business time that another node has moved makes timers due here too.</summary>
    private async Task FollowClockAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(FollowEvery, system);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var before = clock.Offset;
            await time.FollowAsync(ct);
            if (clock.Offset > before) pump.Wake();
        }
    }
}
