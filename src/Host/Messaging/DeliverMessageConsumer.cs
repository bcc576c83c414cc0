using MassTransit;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;

namespace StaffFlows.Host.Messaging;

/// <summary>Hands a row over to be sent. The database says what comes next, so the bus neither repeats nor keeps what failed.</summary>
internal sealed class DeliverMessageConsumer(Deliverer deliverer, DeliveryMeter meter, Failures failures) : IConsumer<DeliverMessage>
{
    public async Task Consume(ConsumeContext<DeliverMessage> context)
    {
        try
        {
            if (await deliverer.DeliverAsync(new(context.Message.OutboxId, context.Message.Lease), context.CancellationToken) is { } report) meter.Hear(report);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Hear("a delivery; it comes up again when its lease lapses", failure);
        }
    }
}
