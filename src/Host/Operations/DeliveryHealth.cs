using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StaffFlows.Workflows.Deliveries;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Operations;

/// <summary>Degraded while messages wait for a sender that is not configured, and for a day after one was given up. Nothing else is the worse for it.</summary>
internal sealed class DeliveryHealth(IDbContextFactory<StaffFlowsDbContext> contexts, Deliverer deliverer, IDatabase database, TimeProvider system) : IHealthCheck
{
    public const string WithoutSender = "withoutSender";
    public const string GivenUp = "givenUp";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var since = system.GetUtcNow() - Remembered;
            var givenUp = await db.Outbox.CountAsync(m => m.Ending == OutboxEnding.GivenUp && m.SettledAt > since, cancellationToken);
            var withoutSender = 0;
            foreach (var channel in Enum.GetValues<OutboxChannel>().Except(deliverer.Channels))
                withoutSender += await db.Outbox.CountAsync(m => m.SettledAt == null && m.Channel == channel, cancellationToken);

            var found = new Dictionary<string, object>(StringComparer.Ordinal) { [WithoutSender] = withoutSender, [GivenUp] = givenUp };
            return withoutSender + givenUp == 0 ? HealthCheckResult.Healthy(data: found) : HealthCheckResult.Degraded(data: found);
        }
        catch (Exception failure) when (database.Diagnose(failure) is not null)
        {
            return HealthCheckResult.Degraded("Nobody can look: the database is in trouble.");
        }
    }
}
