using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>The database answers and has every migration of this release.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<StaffFlowsDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.Any() ? HealthCheckResult.Unhealthy("Migrations are pending.") : HealthCheckResult.Healthy();
    }
}

/// <summary>What bursts set off is being carried out.</summary>
internal sealed class CommandHealth(CommandService commands) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(commands.IsAlive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The command service has stopped."));
}

/// <summary>Timers are being fired.</summary>
internal sealed class TimerHealth(TimerService timers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(timers.IsAlive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The timer service has stopped."));
}
