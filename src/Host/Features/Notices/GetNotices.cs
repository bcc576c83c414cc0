using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <param name="Number">The case's: 公示 GS-2026-000017.</param>
/// <param name="FirstDay">Null where the days do not count yet, or no more.</param>
internal sealed record ListedNotice(Guid Id, string Number, PublicityState State, string Title, DateOnly? FirstDay, DateOnly? LastDay, bool IsProvisional);

internal sealed record NoticeList(ImmutableArray<ListedNotice> Notices, int Total);

/// <summary>What hangs now, and what ended not long ago; the newest first. For everybody.</summary>
internal sealed class GetNotices(IDbContextFactory<StaffFlowsDbContext> databases, BusinessClock clock)
{
    public const int Size = 20;

    public async Task<NoticeList> ExecuteAsync(int page, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var shown = db.Publicities.AsNoTracking().Shown(clock.Today);
        var rows = await shown.OrderByDescending(p => p.PublishedAt).ThenBy(p => p.CaseId).Skip((page - 1) * Size).Take(Size)
            .Join(db.Cases, p => p.CaseId, c => c.Id, (publicity, c) => new { publicity, c.Number }).ToListAsync(ct);
        return new([.. rows.OrderByDescending(r => r.publicity.PublishedAt).Select(r => Of(r.publicity, r.Number!))], await shown.CountAsync(ct));
    }

    private static ListedNotice Of(StoredPublicity publicity, string number) => new(
        publicity.CaseId, number, publicity.IsBeingCorrected ? PublicityState.Draft : publicity.State, publicity.IsReadable() ? Notice.FromJson(publicity.Notice).Title : "", publicity.HasPeriod ? publicity.FirstDay : null, publicity.LastDay, publicity.IsProvisional);
}
