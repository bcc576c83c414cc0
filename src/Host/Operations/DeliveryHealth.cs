using Microsoft.Extensions.Diagnostics.HealthChecks;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>Degraded while messages wait for a sender that is not configured, and for a day after one was given up. Nothing else is the worse for it.</summary>
internal sealed class DeliveryHealth(OutboxStore outbox, Deliverer deliverer, IDatabase database, TimeProvider system) : IHealthCheck
{
    public const string WithoutSender = "withoutSender";
    public const string GivenUp = "givenUp";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var givenUp = await outbox.CountGivenUpAsync(system.GetUtcNow() - Remembered, cancellationToken);
            var withoutSender = await outbox.CountWaitingAsync(deliverer.Channels, cancellationToken);
            var found = new Dictionary<string, object>(StringComparer.Ordinal) { [WithoutSender] = withoutSender, [GivenUp] = givenUp };
            return withoutSender + givenUp == 0 ? HealthCheckResult.Healthy(data: found) : HealthCheckResult.Degraded(data: found);
        }
        catch (Exception failure) when (database.Diagnose(failure) is not null)
        {
            return HealthCheckResult.Degraded("Nobody can look: the database is in trouble.");
        }
    }
}
