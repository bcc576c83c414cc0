using System.Collections.Immutable;
using MassTransit;
using MassTransit.Logging;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Messaging;

/// <summary>
/// MassTransit between relay and consumers; all nodes share one queue. It is started with the first message there is, so that a
/// host that has nothing to send pays nothing for it, and may lose whatever it likes: rows come up again when their lease lapses.
/// </summary>
internal sealed class DeliveryBus(DeliverySettings settings, Deliverer deliverer, DeliveryMeter meter, Failures failures, ILoggerFactory logs) : IAsyncDisposable
{
    private const string Queue = "staffflows-deliveries";

    /// <summary>Messages that this node works on at once.</summary>
    private const int AtOnce = 8;

    /// <summary>A broker that does not answer in that time is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private IBusControl? bus;

    /// <exception cref="Exception">The broker is away; nothing is lost.</exception>
    public async Task SendAsync(ImmutableArray<LeasedMessage> messages, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        bus ??= await StartAsync(patience.Token);
        var queue = await bus.GetSendEndpoint(new($"queue:{Queue}"));
        foreach (var message in messages)
            await queue.Send(new DeliverMessage(message.Id, message.Lease), sending => (sending.TimeToLive, sending.Durable) = (Deliverer.Lease, false), patience.Token);
    }

    /// <summary>Finishes what has begun.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref bus, null) is { } running) await running.StopAsync(CancellationToken.None);
    }

    private async Task<IBusControl> StartAsync(CancellationToken ct)
    {
        LogContext.ConfigureCurrentLogContext(logs);
        var made = Make();
        try
        {
            await made.StartAsync(ct);
            return made;
        }
        catch
        {
            await made.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private IBusControl Make() => settings.RabbitMq is { } broker
        ? Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(broker);
            bus.ReceiveEndpoint(Queue, Consume);
        })
        : Bus.Factory.CreateUsingInMemory(bus => bus.ReceiveEndpoint(Queue, Consume));

    private void Consume(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = 2 * AtOnce;
        endpoint.ConcurrentMessageLimit = AtOnce;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.Consumer(() => new DeliverMessageConsumer(deliverer, meter, failures));
    }
}
