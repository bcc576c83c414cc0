using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>Removes files that no case or draft took over within a day of their upload. Runs on system time, once an hour.</summary>
internal sealed class OrphanSweep(IWriteQueue writes, SystemTime system) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
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
