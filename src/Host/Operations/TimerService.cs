using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <param name="Fired">How many timers and schedules were due.</param>
/// <param name="NextDueAt">When the next one is, in business time; null where none waits.</param>
internal sealed record TimersFired(int Fired, DateTimeOffset? NextDueAt);

/// <summary>Runs the engine's timers for as long as the host lives, and on demand for the demo clock; what came due while it was down fires once at its start (EC-36).</summary>
internal sealed class TimerService(TimerPump pump, CommandPump commands, IDbContextFactory<StaffFlowsDbContext> contexts, BusinessTime time, BusinessClock clock, Failures failures, TimeProvider system)
    : BackgroundService
{
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>How long the demo clock waits for what another node has taken: until its lease has lapsed and this one has had its turn.</summary>
    private static readonly TimeSpan Patience = 2 * TimerPump.Lease;

    /// <summary>False once the pump has ended, which it never does by itself.</summary>
    public bool IsAlive => ExecuteTask is { IsCompleted: false };

    /// <summary>
    /// Carries out what waits already, fires everything that is due by now, and so on with what that sets off and makes due, until
    /// nothing is left at this moment but what could not be done. Other nodes finish what they have taken.
    /// </summary>
    public async Task<TimersFired> FireDueAsync(CancellationToken ct)
    {
        await commands.DrainAsync(ct);
        var before = await ReadAgendaAsync(ct);
        var since = system.GetTimestamp();
        for (var fired = 0; ;)
        {
            await pump.FireDueAsync(ct);
            await commands.DrainAsync(ct);
            var left = await ReadAgendaAsync(ct);
            fired += Math.Max(0, before.Due - left.Due);
            if (left is { Due: 0, Commands: 0 }) return new TimersFired(fired, left.NextDueAt);
            if (left == before && (left.Elsewhere == 0 || system.GetElapsedTime(since) > Patience)) return new TimersFired(fired, left.NextDueAt);

            if (left == before) await Task.Delay(LookAgain, system, ct);
            else since = system.GetTimestamp();
            before = left;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(pump.RunAsync(stoppingToken), FollowClockAsync(stoppingToken));

    /// <summary>In one look, because the pumps go on beside it.</summary>
    private async Task<Agenda> ReadAgendaAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var moments = db.Timers.Select(t => (DateTimeOffset?)t.DueAt).Concat(db.Triggers.Select(t => t.DueAt));
        return await db.Clock
            .Select(_ => new Agenda(
                moments.Count(at => at <= now), db.Commands.Count(),
                db.Timers.Count(t => t.DueAt <= now && t.LeaseOwner != null && t.LeaseOwner != LeaseOwner.Name)
                + db.Triggers.Count(t => t.DueAt <= now && t.LeaseOwner != null && t.LeaseOwner != LeaseOwner.Name)
                + db.Commands.Count(c => c.LeaseOwner != null && c.LeaseOwner != LeaseOwner.Name),
                moments.Where(at => at > now).Min()))
            .SingleAsync(ct);
    }

    /// <summary>Business time that another node has moved makes timers due here too.</summary>
    private async Task FollowClockAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(FollowEvery, system);
        while (await timer.WaitForNextTickAsync(ct))
        {
            var before = clock.Offset;
            try
            {
                await time.FollowAsync(ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Hear("following the business clock", failure);
            }

            if (clock.Offset > before) pump.Wake();
        }
    }

    /// <param name="Due">Timers and schedules that have not fired.</param>
    /// <param name="Elsewhere">Of both, what another node has taken.</param>
    /// <param name="NextDueAt">Of what is not due yet.</param>
    private sealed record Agenda(int Due, int Commands, int Elsewhere, DateTimeOffset? NextDueAt);
}
