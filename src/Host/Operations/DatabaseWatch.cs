using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>While the database is in trouble: tries a write that changes nothing until one succeeds, so that its return is noticed without anybody's help.</summary>
internal sealed class DatabaseWatch(IWriteQueue writes, Troubles troubles, Failures failures, TimeProvider system) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (troubles.Has(Failures.Database))
                await TryAsync(stoppingToken);
    }

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            await writes.WriteAsync<int>(async (db, inner) => await db.Clock.ExecuteUpdateAsync(set => set.SetProperty(c => c.Offset, c => c.Offset), inner), ct);
            troubles.Over(Failures.Database);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Hear("looking after the database", failure);
        }
    }
}
