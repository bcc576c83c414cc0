using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Registers;

/// <summary>A person in one selection.</summary>
public sealed record CandidateRow
{
    public required StoredCandidacy Entry { get; init; }
    public required string StaffNo { get; init; }
    public required string Name { get; init; }
    public required string UnitId { get; init; }

    /// <summary>The selection's.</summary>
    public required string CaseNumber { get; init; }
}

/// <summary>候选人名册, and 候补名单 as a part of it: whoever sees all cases sees everybody, who leads a unit sees its persons. Newest first.</summary>
public static class CandidateRegister
{
    public const string UnderWay = "underWay";
    public const string Reserve = "reserve";
    public const string OnPost = "onPost";
    public const string Out = "out";

    public const string Valid = "valid";
    public const string Promoted = "promoted";
    public const string Lapsed = "lapsed";

    private static readonly CandidacyState[] Open = [.. Enum.GetValues<CandidacyState>().Where(Candidacy.IsOpen)];
    private static readonly CandidacyState[] InUse = [.. Open, CandidacyState.OnPost, CandidacyState.Reserve];

    public static IQueryable<CandidateRow> Candidates(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer) => db.Rows(filter, viewer)
        .Where(r => (filter.From == null || r.Entry.RecommendedOn >= filter.From) && (filter.To == null || r.Entry.RecommendedOn <= filter.To))
        .Where(r => string.IsNullOrEmpty(filter.State)
            || (filter.State == UnderWay && Open.Contains(r.Entry.State))
            || (filter.State == Reserve && r.Entry.State == CandidacyState.Reserve)
            || (filter.State == OnPost && r.Entry.State == CandidacyState.OnPost)
            || (filter.State == Out && !InUse.Contains(r.Entry.State)))
        .OrderByDescending(r => r.Entry.RecommendedOn).ThenByDescending(r => r.Entry.Id);

    /// <summary>
    /// Everybody who was ever put on a reserve list (EC-06): <see cref="Valid"/> to the end of its last day, <see cref="Promoted"/> once he has
    /// come further, <see cref="Lapsed"/> when neither is so any more. The dates asked for are those of the last day.
    /// </summary>
    public static IQueryable<CandidateRow> Reserves(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, DateOnly today) => db.Rows(filter, viewer)
        .Where(r => r.Entry.ReserveUntil != null)
        .Where(r => (filter.From == null || r.Entry.ReserveUntil >= filter.From) && (filter.To == null || r.Entry.ReserveUntil <= filter.To))
        .Where(r => string.IsNullOrEmpty(filter.State)
            || (filter.State == Valid && r.Entry.State == CandidacyState.Reserve && r.Entry.ReserveUntil >= today)
            || (filter.State == Promoted && r.Entry.State != CandidacyState.Reserve && r.Entry.State != CandidacyState.Ended)
            || (filter.State == Lapsed && (r.Entry.State == CandidacyState.Ended || (r.Entry.State == CandidacyState.Reserve && r.Entry.ReserveUntil < today))))
        .OrderByDescending(r => r.Entry.ReserveUntil).ThenBy(r => r.Entry.CaseId).ThenBy(r => r.Entry.Rank).ThenBy(r => r.Entry.Id);

    /// <summary>How <see cref="Reserves"/> sees one of its rows.</summary>
    public static string ReserveState(StoredCandidacy entry, DateOnly today) => entry.State switch
    {
        CandidacyState.Reserve => entry.ReserveUntil >= today ? Valid : Lapsed,
        CandidacyState.Ended => Lapsed,
        _ => Promoted,
    };

    private static IQueryable<CandidateRow> Rows(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer)
    {
        var (text, number, row) = (filter.Text, filter.Number, filter.RowId);
        var (seesAll, units) = (viewer.SeesAllCases, viewer.LeadsUnitIds.ToList());
        return (from entry in db.Candidacies.AsNoTracking()
                join person in db.People.AsNoTracking() on entry.PersonId equals person.Id
                join @case in db.Cases.AsNoTracking() on entry.CaseId equals @case.Id
                where !@case.IsConfidential && @case.Number != null
                select new CandidateRow { Entry = entry, StaffNo = person.StaffNo, Name = person.Name, UnitId = person.HomeUnitId, CaseNumber = @case.Number! })
            .Where(r => seesAll || units.Contains(r.UnitId))
            .Where(r => row == null || r.Entry.Id == row)
            .Where(r => string.IsNullOrEmpty(filter.UnitId) || r.UnitId == filter.UnitId)
            .Where(r => string.IsNullOrEmpty(filter.WindowId) || r.Entry.WindowId == filter.WindowId)
            .Where(r => text == "" || r.Name.Contains(text) || r.StaffNo.Contains(number) || r.CaseNumber.Contains(number) || r.Entry.Title.Contains(text) || r.Entry.FilingNumber!.Contains(text));
    }
}
