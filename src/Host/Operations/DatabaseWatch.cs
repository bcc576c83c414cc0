using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Operations;

/// <summary>While the database is in trouble: tries a write that changes nothing until one succeeds, so that its return is noticed without anybody's help.</summary>
internal sealed class DatabaseWatch(IWriteQueue writes, Troubles troubles, Failures failures, TimeProvider system) : BackgroundService
{
    private const string Probe = "room";

    /// <summary>Characters; more than any burst writes.</summary>
    private const int RoomNeeded = 512 * 1024;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, system);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (troubles.Has(Failures.Database))
                await TryAsync(stoppingToken);
    }

    /// <summary>A few bytes fit on a disk on which no burst does, so room is what a large row finds; it goes at once.</summary>
    private async Task FindRoomAsync(CancellationToken ct)
    {
        await ClearAsync(ct);
        await writes.WriteAsync<int>(
            (db, _) =>
            {
                db.AnsweredRequests.Add(new() { UserId = "", Key = Probe, RequestHash = "", Answer = new string(' ', RoomNeeded), CreatedAt = system.GetUtcNow() });
                return Task.FromResult<Result<int>>(1);
            },
            ct);
        await ClearAsync(ct);
    }

    private async Task ClearAsync(CancellationToken ct) =>
        await writes.WriteAsync<int>(async (db, inner) => await db.AnsweredRequests.Where(r => r.UserId == "" && r.Key == Probe).ExecuteDeleteAsync(inner), ct);

    private async Task TryAsync(CancellationToken ct)
    {
        try
        {
            if (troubles.Current.Any(t => t.Code == Failures.StorageFull)) await FindRoomAsync(ct);
            await writes.WriteAsync<int>(async (db, inner) => await db.Clock.ExecuteUpdateAsync(set => set.SetProperty(c => c.Offset, c => c.Offset), inner), ct);
            troubles.Over(Failures.Database);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Hear("looking after the database", failure);
        }
    }
}
