using System.Diagnostics.Metrics;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Messaging;

/// <summary>Counts attempts by channel and result (<c>staffflows.deliveries</c>), and tells of a channel that does not work.</summary>
internal sealed class DeliveryMeter(Troubles troubles) : IDisposable
{
    private readonly Meter meter = new("StaffFlows.Deliveries");
    private Counter<long>? attempts;

    public void Hear(DeliveryReport report)
    {
        attempts ??= meter.CreateCounter<long>("staffflows.deliveries", description: "Attempts to send mail and SMS");
        var (channel, outcome) = ($"{report.Channel}".ToLowerInvariant(), report.Outcome);
        attempts.Add(1, new("channel", channel), new("status", $"{outcome.Status}"), new("ending", $"{outcome.Ending}"), new("error", outcome.Error));

        var subject = $"channel {channel}";
        if (outcome.Status is DeliveryStatus.Sent) troubles.Over(subject);
        else if (outcome.Status is DeliveryStatus.Failed) troubles.Report("delivery-failed", subject, $"{outcome.Error} (message {report.Id})");
    }

    public void Dispose() => meter.Dispose();
}
