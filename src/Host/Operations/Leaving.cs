using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace StaffFlows.Host.Operations;

/// <summary>
/// A node that is stopped goes on serving for <c>Shutdown:DrainSeconds</c> and says at <c>/health/ready</c> that it is leaving, so that
/// the proxy sends nobody here any more before the first connection is refused.
/// </summary>
internal sealed class Leaving(IHostApplicationLifetime host, HostSettings settings, TimeProvider system) : IHostedLifecycleService, IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        host.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This node is being stopped.") : HealthCheckResult.Healthy());

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        settings.DrainTime > TimeSpan.Zero ? Task.Delay(settings.DrainTime, system, cancellationToken) : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
