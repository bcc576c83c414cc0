using System.Collections.Concurrent;
using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Fires timers and scheduled triggers that are due, each in a burst of its own, timers of different instances side by side. Leases keep nodes apart and lapse on system time, so
/// what could not be fired comes up again.
/// </summary>
/// <param name="business">The clock that timers are due by.</param>
/// <param name="system">The clock that sleeps.</param>
public sealed class TimerPump(ITimerStore timers, ScheduledStarts schedules, IWorkflowRuntime runtime, TimeProvider business, TimeProvider system) : IDisposable
{
    /// <summary>Longest sleep: timers that other nodes set, and those whose lease has lapsed, are seen at the latest then.</summary>
    public static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(5);

    /// <summary>With <see cref="MaxSleep"/> the longest time for which a node that was killed keeps timers from the others.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const int BatchSize = 200;
    private const int LinesAtOnce = 48;
    private const int Attempts = 3;

    private readonly SemaphoreSlim turn = new(1);
    private readonly WakeUp sleep = new(system, MaxSleep);

    /// <summary>Hears of everything that could not be fired and of a store that could not be read; the pump goes on.</summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>Looks at once: a timer was set, or the business clock was moved. Any thread, any number of times.</summary>
    public void Wake() => sleep.Call();

    /// <summary>
    /// Fires everything that is due, including what that makes due. One call at a time: a second one waits, so that when it
    /// answers nothing of this node is still being fired.
    /// </summary>
    /// <returns>When the next timer is due; null where there is none.</returns>
    public async Task<DateTimeOffset?> FireDueAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await FireAllAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<DateTimeOffset?> FireAllAsync(CancellationToken ct)
    {
        while (true)
        {
            var time = new BatchTime(system, Lease);
            var due = await timers.LeaseDueAsync(business.GetUtcNow(), Lease, BatchSize, ct);
            if (due.Leased.IsEmpty && due.Triggers.IsEmpty) return due.NextDueAt;

            var open = EntriesOf(due, ct);
            try
            {
                for (var attempt = 1; !open.IsEmpty && (attempt == 1 || !time.IsUp); attempt++) open = await FireAsync(open, time, isLast: attempt == Attempts, ct);
            }
            finally
            {
                await HandBackAsync(open);
            }
        }
    }

    /// <summary>Runs until cancelled: fires what is due and sleeps until the next due moment.</summary>
    public Task RunAsync(CancellationToken ct) => sleep.RunAsync(
        async () => await FireDueAsync(ct) is { } dueAt ? dueAt - business.GetUtcNow() : MaxSleep, afterFailure: MaxSleep / 6, OnFailure, ct);

    public void Dispose() => turn.Dispose();

    private ImmutableArray<Due> EntriesOf(DueTimers due, CancellationToken ct) =>
    [
        .. due.Leased.Select(timer => new Due(timer.DueAt, timer.InstanceId.Value, $"Timer {timer.BookmarkId} of instance {timer.InstanceId}", () => FireAsync(timer, ct)) { Timer = timer })
            .Concat(due.Triggers.Select(trigger => new Due(trigger.DueAt, Guid.Empty, $"Trigger {trigger.TriggerId}", () => schedules.StartAsync(trigger, ct)) { Trigger = trigger }))
            .OrderBy(entry => entry.At),
    ];

    /// <summary>What the time of the batch was too short for, or the node's: others may have it at once.</summary>
    private async Task HandBackAsync(ImmutableArray<Due> rest)
    {
        if (rest.IsEmpty) return;

        try
        {
            await timers.HandBackAsync([.. rest.Select(entry => entry.Timer).OfType<TimerEntry>()], [.. rest.Select(entry => entry.Trigger).OfType<DueTrigger>()], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The leases lapse by themselves.
            Fail("Handing timers back", exception);
        }
    }

    /// <summary>
    /// Many lines at once, because most of the time is spent waiting for the store, and what it is asked for at the same moment it does
    /// together; one entry after the other within a line.
    /// </summary>
    /// <returns>What is left: somebody else was faster with the instance, or the time was up.</returns>
    private async Task<ImmutableArray<Due>> FireAsync(ImmutableArray<Due> entries, BatchTime time, bool isLast, CancellationToken ct)
    {
        var again = new ConcurrentBag<Due>();
        await Parallel.ForEachAsync(
            entries.GroupBy(entry => entry.Line), new ParallelOptions { MaxDegreeOfParallelism = LinesAtOnce, CancellationToken = ct },
            async (line, _) =>
            {
                foreach (var entry in line)
                {
                    if (!time.MayBegin() || !await FireAsync(entry, isLast)) again.Add(entry);
                }
            });

        return [.. again.OrderBy(entry => entry.At)];
    }

    /// <returns>False where it should be tried again.</returns>
    private async Task<bool> FireAsync(Due entry, bool isLast)
    {
        try
        {
            switch (await entry.Fire())
            {
                case BurstOutcome.Committed:
                    EngineMeter.TimerLateness.Record((business.GetUtcNow() - entry.At).TotalSeconds);
                    break;
                case BurstOutcome.Refused { Rejection.Kind: RejectionKind.Conflict } when !isLast:
                    return false;
                case BurstOutcome.Refused { Rejection.Kind: not RejectionKind.InvalidState } refused:
                    Fail(entry.Name, new InvalidOperationException($"Refused: {refused.Rejection.Code}."));
                    break;
                default:
                    // Gone or moved: nothing left to do.
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Fail(entry.Name, exception);
        }

        return true;
    }

    private async Task<BurstOutcome?> FireAsync(TimerEntry timer, CancellationToken ct) =>
        await runtime.ResumeAsync(new(timer.InstanceId, timer.BookmarkId, JsonValues.Null, []) { DueAt = timer.DueAt }, ct);

    private void Fail(string name, Exception exception)
    {
        EngineMeter.TimerFailures.Add(1);
        OnFailure?.Invoke(new FailedWorkException(name, exception));
    }

    /// <param name="Line">Entries of the same line fire in their order: those of one instance, and all scheduled starts.</param>
    private sealed record Due(DateTimeOffset At, Guid Line, string Name, Func<Task<BurstOutcome?>> Fire)
    {
        public TimerEntry? Timer { get; init; }

        public DueTrigger? Trigger { get; init; }
    }
}
