using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Updates;

/// <summary>
/// Looks every second at the versions of the instances that somebody follows, all in one query, so that commits of every node are
/// seen alike. Where nobody follows anything it does not look.
/// </summary>
internal sealed class InstanceWatch(
    IDbContextFactory<StaffFlowsDbContext> databases, InstanceReports reports, IHubContext<InstanceHub> hub, SystemTime system, ILogger<InstanceWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, int> followers = [];
    private readonly ConcurrentDictionary<Guid, long> seen = [];

    /// <summary>Once this has answered, every commit from now on is told.</summary>
    public async Task FollowAsync(Guid id, CancellationToken ct)
    {
        followers.AddOrUpdate(id, 1, (_, count) => count + 1);
        foreach (var (known, version) in await VersionsAsync([id], ct)) seen.TryAdd(known, version);
    }

    public void Leave(Guid id)
    {
        if (followers.AddOrUpdate(id, 0, (_, count) => count - 1) <= 0 && followers.TryRemove(KeyValuePair.Create(id, 0))) seen.TryRemove(id, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (followers.IsEmpty) continue;

            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The next look tells the same; the database's own trouble is on the health page.
                log.LogDebug(failed, "Instances that are followed could not be looked at.");
            }
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        foreach (var (id, version) in await VersionsAsync([.. followers.Keys], ct))
        {
            var isNews = seen.TryGetValue(id, out var before) && before != version;
            seen[id] = version;
            if (isNews) await TellAsync(id, ct);
        }
    }

    private async Task<IEnumerable<(Guid Id, long Version)>> VersionsAsync(List<Guid> ids, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var versions = await db.Instances.Where(i => ids.Contains(i.Id)).Select(i => new { i.Id, i.Version })
            .Concat(db.TestRuns.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Version })).ToListAsync(ct);
        return versions.Select(v => (v.Id, v.Version));
    }

    /// <summary>Names and members are the Studio's.</summary>
    private async Task TellAsync(Guid id, CancellationToken ct)
    {
        var group = hub.Clients.Group($"{id:N}");
        await group.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = $"{id:N}" }, ct);
        await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, ct);
        await group.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = await reports.ReadAsync(id, ct) }, ct);
    }
}
