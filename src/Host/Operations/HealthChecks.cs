using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>The database answers, has every migration of this release, and can be written.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<StaffFlowsDbContext> contexts, Failures failures, Troubles troubles) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await NewestMigration.IsThereAsync(db, cancellationToken)) return HealthCheckResult.Unhealthy("Migrations are pending.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(failures.Hear("a health check", failure));
        }

        return troubles.Has(Failures.Database) ? HealthCheckResult.Unhealthy("The database was in trouble a moment ago.") : HealthCheckResult.Healthy();
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

/// <summary>Degraded while something single is broken: an instance that faulted, a definition that can't be read. The rest goes on, so the node stays in service.</summary>
internal sealed class WorkHealth(IDbContextFactory<StaffFlowsDbContext> contexts, ProcedureCatalogue procedures, IDatabase database, Troubles troubles) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await procedures.ReadAsync(cancellationToken);
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var faulted = await db.CountAsync($"SELECT COUNT(*) FROM workflow_instances WHERE sub_status = {nameof(WorkflowSubStatus.Faulted)}", cancellationToken);
            var isWhole = faulted == 0 && troubles.Current.All(t => t.Subject == Failures.Database);
            return isWhole ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(data: new Dictionary<string, object>(StringComparer.Ordinal) { ["faulted"] = faulted });
        }
        catch (Exception failure) when (database.Diagnose(failure) is not null)
        {
            return HealthCheckResult.Degraded("Nobody can look: the database is in trouble.");
        }
    }
}
