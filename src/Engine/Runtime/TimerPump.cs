using System.Collections.Immutable;
using System.Threading.Channels;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Fires timers that are due, each in a burst of its own. Leases keep nodes apart and lapse on system time, so a timer that could
/// not be fired comes up again.
/// </summary>
/// <param name="business">The clock that timers are due by.</param>
/// <param name="system">The clock that sleeps.</param>
public sealed class TimerPump(ITimerStore timers, IWorkflowRuntime runtime, TimeProvider business, TimeProvider system) : IDisposable
{
    /// <summary>Longest sleep: timers that other nodes set are seen at the latest then.</summary>
    public static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private const int BatchSize = 50;
    private const int Attempts = 3;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Hears of every timer that could not be fired and of a store that could not be read; the pump goes on.</summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>Looks at once: a timer was set, or the business clock was moved. Any thread, any number of times.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

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
            var due = await timers.LeaseDueAsync(business.GetUtcNow(), Lease, BatchSize, ct);
            if (due.Leased.IsEmpty) return due.NextDueAt;

            var open = due.Leased;
            for (var attempt = 1; !open.IsEmpty; attempt++) open = await FireAsync(open, isLast: attempt == Attempts, ct);
        }
    }

    /// <summary>Runs until cancelled: fires what is due and sleeps until the next due moment.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var next = await FireDueAsync(ct);
                await SleepAsync(next is { } dueAt ? dueAt - business.GetUtcNow() : MaxSleep, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                OnFailure?.Invoke(exception);
                await SleepAsync(MaxSleep / 6, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose() => turn.Dispose();

    /// <returns>The timers to try again, because somebody else was faster with their instance.</returns>
    private async Task<ImmutableArray<TimerEntry>> FireAsync(ImmutableArray<TimerEntry> entries, bool isLast, CancellationToken ct)
    {
        var again = ImmutableArray.CreateBuilder<TimerEntry>();
        foreach (var entry in entries)
        {
            try
            {
                var resume = new ResumeWorkflow(entry.InstanceId, entry.BookmarkId, JsonValues.Null, []) { DueAt = entry.DueAt };
                switch (await runtime.ResumeAsync(resume, ct))
                {
                    case BurstOutcome.Committed:
                        EngineMeter.TimerLateness.Record((business.GetUtcNow() - entry.DueAt).TotalSeconds);
                        break;
                    case BurstOutcome.Refused { Rejection.Kind: RejectionKind.Conflict } when !isLast:
                        again.Add(entry);
                        break;
                    case BurstOutcome.Refused { Rejection.Kind: not RejectionKind.InvalidState } refused:
                        Fail(new InvalidOperationException($"Timer {entry.BookmarkId} of instance {entry.InstanceId} was refused: {refused.Rejection.Code}."));
                        break;
                    default:
                        // The bookmark is gone or was moved: the timer has nothing left to do.
                        break;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Fail(exception);
            }
        }

        return again.ToImmutable();
    }

    private void Fail(Exception exception)
    {
        EngineMeter.TimerFailures.Add(1);
        OnFailure?.Invoke(exception);
    }

    private async Task SleepAsync(TimeSpan span, CancellationToken ct)
    {
        if (span <= TimeSpan.Zero) return;

        using var timeout = new CancellationTokenSource(span < MaxSleep ? span : MaxSleep, system);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }
}
