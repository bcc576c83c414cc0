using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Administration;

/// <summary>
/// The daily erasure: once per business day, in the first full hour that the host sees of it. Looked at every hour of system
/// time; a run on another node, or once more after a restart, finds nothing left.
/// </summary>
internal sealed class RetentionService(IServiceScopeFactory scopes, BusinessClock clock, SystemTime system, ILogger<RetentionService> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system.Clock);
        var done = DateOnly.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (clock.Today == done) continue;
            var today = clock.Today;
            if (await TryRunAsync(stoppingToken)) done = today;
        }
    }

    /// <summary>What failed is tried again an hour later; the host goes on.</summary>
    private async Task<bool> TryRunAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var erased = await scope.ServiceProvider.GetRequiredService<RunRetention>().ExecuteAsync(null, ct);
            log.LogInformation("Retention: erased {Cases} cases, {Drafts} drafts, {Messages} messages.", erased.Cases, erased.Drafts, erased.Messages);
            return true;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogError("Retention failed and is tried again in an hour: {Exception} {Trace}", failed.GetType().Name, failed.StackTrace);
            return false;
        }
    }
}
