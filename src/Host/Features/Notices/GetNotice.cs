using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary>A notice as the public reads it.</summary>
/// <param name="Notice">Null where it was taken off the page, or is being corrected: then only number, dates and digest are told.</param>
/// <param name="Postings">Of the present round.</param>
internal sealed record NoticeSight(StoredPublicity Publicity, string Number, Notice? Notice, ImmutableArray<StoredPosting> Postings, WorkingDayCalendar Calendar)
{
    public PublicityResult? Result => Publicity.Result is { } json ? PublicityResult.FromJson(json) : null;

    /// <summary>Objections are taken until 24:00 of the last day, however late the end itself is written (EC-01); by the office until the result.</summary>
    public bool TakesObjectionsAt(DateTimeOffset now, bool isOffice) => Notice is not null && Publicity.State switch
    {
        PublicityState.Posted or PublicityState.Suspended => true,
        PublicityState.Running => isOffice || Publicity.LastDay is not { } last || now < OfficeHours.Default.MomentOf(last.AddDays(1), TimeOnly.MinValue),
        PublicityState.Expired => isOffice,
        _ => false,
    };
}

/// <summary>One notice, for everybody: from its first posting on, and afterwards without its text.</summary>
internal sealed class GetNotice(IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office, BusinessClock clock)
{
    public async Task<Result<NoticeSight>> ExecuteAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Publicities.AsNoTracking().Where(p => p.CaseId == id && p.PublishedAt != null)
            .Join(db.Cases, p => p.CaseId, c => c.Id, (publicity, c) => new { publicity, c.Number }).SingleOrDefaultAsync(ct);
        if (found is not { publicity: var publicity, Number: { } number }) return new Rejection(RejectionKind.NotFound, "not-found");

        var postings = await db.Postings.AsNoTracking().Where(p => p.CaseId == id && p.Round == publicity.Round).ToListAsync(ct);
        var isShown = publicity.IsShownOn(clock.Today) && publicity.IsReadable();
        return new NoticeSight(publicity, number, isShown ? Notice.FromJson(publicity.Notice) : null, [.. postings.OrderBy(p => p.PostedAt)], (await office.ReadAsync(ct)).Calendar);
    }
}
