using System.Threading.Channels;

namespace StaffFlows.Engine.Runtime;

/// <summary>A pump's sleep, which anybody may end.</summary>
internal sealed class WakeUp(TimeProvider system, TimeSpan longest)
{
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Any thread, any number of times.</summary>
    public void Call() => calls.Writer.TryWrite(true);

    /// <summary>Round after round until cancelled, with a sleep between them. One that fails is told, and tried again later.</summary>
    /// <param name="round">Answers how long to sleep then.</param>
    public async Task RunAsync(Func<Task<TimeSpan>> round, TimeSpan afterFailure, Action<Exception>? onFailure, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await SleepAsync(await round(), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                onFailure?.Invoke(exception);
                await SleepAsync(afterFailure, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Until called, or the span is over, or the longest one.</summary>
    public async Task SleepAsync(TimeSpan span, CancellationToken ct)
    {
        if (span <= TimeSpan.Zero) return;

        using var timeout = new CancellationTokenSource(span < longest ? span : longest, system);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Slept long enough.
        }
    }
}
