using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Carries out what bursts set off beyond their instances, and signals from outside. Leases keep nodes apart and lapse on system
/// time; a command leaves the store only with the commit that carries it out, so it takes effect once, whatever breaks.
/// </summary>
/// <param name="system">The clock that sleeps.</param>
public sealed class CommandPump(ICommandStore commands, IBookmarkIndex bookmarks, ITriggerStore triggers, IWorkflowRuntime runtime, TimeProvider system) : IDisposable
{
    /// <summary>Longest sleep: commands that other nodes posted and left, and those whose lease has lapsed, are seen at the latest then.</summary>
    public static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(5);

    /// <summary>With <see cref="MaxSleep"/> the longest time for which a node that was killed keeps commands from the others.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const int BatchSize = 50;
    private const int Attempts = 3;

    private readonly SemaphoreSlim turn = new(1);
    private readonly WakeUp sleep = new(system, MaxSleep);
    private readonly CommandRun run = new(commands, bookmarks, triggers, runtime, system);

    /// <summary>Hears of every command that could not be carried out and of a store that could not be read; the pump goes on.</summary>
    public Action<Exception>? OnFailure { get; init; }

    /// <summary>Looks at once: a command was posted. Any thread, any number of times.</summary>
    public void Wake() => sleep.Call();

    /// <summary>
    /// Carries out everything that is there, including what that sets off. One call at a time: a second one waits, so that when it
    /// answers nothing of this node is still being carried out.
    /// </summary>
    /// <returns>How many commands it had in hand.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            for (var count = 0; ;)
            {
                var time = new BatchTime(system, Lease);
                var leased = await commands.LeaseAsync(Lease, BatchSize, ct);
                if (leased.IsEmpty) return count;

                count += leased.Length;
                await CarryOutAllAsync(leased, time, ct);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken ct) => sleep.RunAsync(
        async () =>
        {
            await DrainAsync(ct);
            return MaxSleep;
        },
        afterFailure: MaxSleep, OnFailure, ct);

    public void Dispose() => turn.Dispose();

    private async Task CarryOutAllAsync(ImmutableArray<LeasedCommand> open, BatchTime time, CancellationToken ct)
    {
        try
        {
            for (var attempt = 1; !open.IsEmpty && (attempt == 1 || !time.IsUp); attempt++) open = await CarryOutAsync(open, time, isLast: attempt == Attempts, ct);
        }
        finally
        {
            await HandBackAsync(open);
        }
    }

    /// <summary>What the time of the batch was too short for, or the node's: others may have it at once.</summary>
    private async Task HandBackAsync(ImmutableArray<LeasedCommand> rest)
    {
        if (rest.IsEmpty) return;

        try
        {
            await commands.HandBackAsync([.. rest.Select(leased => leased.Command.Id)], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The leases lapse by themselves.
            OnFailure?.Invoke(exception);
        }
    }

    /// <returns>What is left: to be tried again at once, or the time was up.</returns>
    private async Task<ImmutableArray<LeasedCommand>> CarryOutAsync(ImmutableArray<LeasedCommand> batch, BatchTime time, bool isLast, CancellationToken ct)
    {
        var again = ImmutableArray.CreateBuilder<LeasedCommand>();
        foreach (var leased in batch)
        {
            if (!time.MayBegin())
            {
                again.Add(leased);
                continue;
            }

            try
            {
                var (progress, failure) = await run.CarryOutAsync(leased, ct);
                if (progress is CommandProgress.Again && !isLast) again.Add(leased);
                else if (failure is not null) await FailAsync(leased, progress, new InvalidOperationException($"{NameOf(leased)} was refused: {failure}."), ct);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await FailAsync(leased, CommandProgress.Kept, exception, ct);
            }
        }

        return again.ToImmutable();
    }

    private async Task FailAsync(LeasedCommand leased, CommandProgress progress, Exception exception, CancellationToken ct)
    {
        EngineMeter.CommandFailures.Add(1);
        OnFailure?.Invoke(new FailedWorkException($"{leased.Command.GetType().Name} {leased.Command.Id}", exception));
        if (progress is not CommandProgress.Done && leased.Attempt >= CommandRun.Patience) await run.GiveUpAsync(leased.Command, "given-up", ct);
    }

    private static string NameOf(LeasedCommand leased) => $"{leased.Command.GetType().Name} {leased.Command.Id} ({leased.Attempt}.)";
}
