using System.Collections.Immutable;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Messaging;

/// <summary>
/// Takes due rows of the outbox and puts them on the bus, for as long as the host lives and from when it listens. It holds a few
/// at a time, so that none waits longer for its turn than its lease lasts.
/// </summary>
internal sealed class OutboxRelay(
    OutboxStore outbox, Deliverer deliverer, DeliveryBus bus, Failures failures, IHostApplicationLifetime host, TimeProvider system) : BackgroundService
{
    /// <summary>With <see cref="Deliverer.Lease"/> the longest time for which a node that was killed keeps messages from the others.</summary>
    public static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(5);

    private const int Most = 64;
    private static readonly TimeSpan WhileBusy = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (deliverer.Channels.Count == 0) return;

        await ListeningAsync(stoppingToken);
        for (var isBusy = false; ;)
        {
            await Task.Delay(isBusy ? WhileBusy : MaxSleep, system, stoppingToken);
            isBusy = await TryRoundAsync(isBusy, stoppingToken);
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> TryRoundAsync(bool wasBusy, CancellationToken ct)
    {
        try
        {
            var held = wasBusy ? await outbox.CountHeldAsync(ct) : 0;
            if (held >= Most) return true;

            var leased = await outbox.LeaseAsync(deliverer.Channels, Deliverer.Lease, Most - held, ct);
            if (!leased.IsEmpty) await SendAsync(leased, ct);
            return held > 0 || !leased.IsEmpty;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failure)
        {
            failures.Hear("the outbox; messages come up again when their lease lapses", failure);
            return false;
        }
    }

    /// <summary>What the broker did not take is free for others, and for the next round.</summary>
    private async Task SendAsync(ImmutableArray<LeasedMessage> leased, CancellationToken ct)
    {
        try
        {
            await bus.SendAsync(leased, ct);
        }
        catch
        {
            foreach (var message in leased) await outbox.HandBackAsync(message, null, CancellationToken.None);
            throw;
        }
    }

    private async Task ListeningAsync(CancellationToken ct)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = host.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(ct);
    }
}
