using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Selections;

/// <summary>Which part of the register is looked at.</summary>
internal enum CandidateList
{
    /// <summary>候选人: everybody.</summary>
    All,

    /// <summary>候补名单: reserves that may still be promoted.</summary>
    Reserves,

    /// <summary>备案: whoever has a filing number.</summary>
    Filings,

    /// <summary>上岗: whoever came on post.</summary>
    Postings,
}

/// <param name="Text">Part of a name, a staff number, a post or a filing number.</param>
internal sealed record CandidateFilter(CandidateList List, string? Text, string? UnitId, string? WindowId);

/// <param name="CaseNumber">The selection's.</param>
internal sealed record CandidateLine(StoredCandidacy Entry, Person Person, string CaseNumber);

internal sealed record CandidateSight(ImmutableArray<CandidateLine> Lines, Organisation Organisation);

/// <summary>The registers of selection: whoever may see a selection's case sees its persons, newest first.</summary>
internal sealed class GetCandidates(OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, BusinessClock clock)
{
    /// <summary>More are not shown on pages; the export has them too.</summary>
    private const int Most = 5000;

    public async Task<CandidateSight> ExecuteAsync(CandidateFilter filter, Viewer by, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = db.Cases.AsNoTracking().VisibleTo(by);
        var rows = await (
            from entry in InList(db.Candidacies.AsNoTracking(), filter.List)
            join @case in visible on entry.CaseId equals @case.Id
            where string.IsNullOrEmpty(filter.WindowId) || entry.WindowId == filter.WindowId
            orderby entry.RecommendedOn descending, entry.Id descending
            select new { entry, @case.Number }).Take(Most).ToListAsync(ct);

        var lines = rows.Select(row => new CandidateLine(row.entry, organisation.People[row.entry.PersonId], row.Number ?? "")).Where(line => IsMeant(line, filter));
        return new([.. lines], organisation);
    }

    private IQueryable<StoredCandidacy> InList(IQueryable<StoredCandidacy> entries, CandidateList list)
    {
        var today = clock.Today;
        return list switch
        {
            CandidateList.Reserves => entries.Where(e => e.State == CandidacyState.Reserve && e.ReserveUntil >= today),
            CandidateList.Filings => entries.Where(e => e.FilingNumber != null),
            CandidateList.Postings => entries.Where(e => e.OnPostDate != null),
            _ => entries,
        };
    }

    private static bool IsMeant(CandidateLine line, CandidateFilter filter)
    {
        var text = filter.Text?.Trim() ?? "";
        string?[] words = [line.Person.Name, line.Person.StaffNo, line.Entry.Title, line.Entry.FilingNumber, line.CaseNumber];
        return (string.IsNullOrEmpty(filter.UnitId) || line.Person.HomeUnitId == filter.UnitId)
            && (text.Length == 0 || words.Any(word => word?.Contains(text, StringComparison.OrdinalIgnoreCase) == true));
    }
}
