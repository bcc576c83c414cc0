using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>Removes files that no case or draft took over within a day of their upload. Runs on system time, once an hour.</summary>
internal sealed class OrphanSweep(IWriteQueue writes, Failures failures, SystemTime system) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TrySweepAsync(stoppingToken);
    }

    /// <summary>What failed is tried again an hour later; the host goes on.</summary>
    private async Task TrySweepAsync(CancellationToken ct)
    {
        try
        {
            await SweepAsync(ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Hear("sweeping left-over attachments", failure);
        }
    }

    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        var before = system.Now - Grace;
        var swept = await writes.WriteAsync<int>(async (db, token) =>
        {
            var orphans = await db.Attachments
                .Where(a => a.CreatedAt < before && !db.Cases.Any(c => c.Id == a.CaseId))
                .Select(a => a.Id).ToListAsync(token);
            if (orphans.Count == 0) return 0;
            await db.AttachmentChunks.Where(c => orphans.Contains(c.AttachmentId)).ExecuteDeleteAsync(token);
            return await db.Attachments.Where(a => orphans.Contains(a.Id)).ExecuteDeleteAsync(token);
        }, ct);
        return swept.Value;
    }
}
