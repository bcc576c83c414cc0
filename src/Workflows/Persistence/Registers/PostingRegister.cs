using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Registers;

/// <summary>A person at a window. 上岗</summary>
public sealed record PostingRow
{
    public required string PersonId { get; init; }

    /// <summary>The selection's line that brought him there; null for who came otherwise.</summary>
    public required Guid? CandidacyId { get; init; }
    public required string StaffNo { get; init; }
    public required string Name { get; init; }
    public required string UnitId { get; init; }
    public required string WindowId { get; init; }
    public required string? Post { get; init; }
    public required DateOnly? Since { get; init; }

    /// <summary>When his next posting began; null for the present one, and where nobody knows.</summary>
    public required DateOnly? Until { get; init; }
    public required bool IsPresent { get; init; }

    public string Id => IsPresent ? PersonId : $"{CandidacyId}";

    /// <summary>The day on which the two years are over (TC-7): the corresponding day, or the last of its month.</summary>
    public DateOnly? TwoYearsOn => Since?.AddYears(2);
}

/// <summary>
/// 上岗名册: who is at which window since when, and who was by a selection. Whoever sees all cases sees everybody, who leads a unit its persons and
/// its windows, who heads a window its persons. By window, the longest there first.
/// </summary>
public static class PostingRegister
{
    public const string Present = "present";
    public const string TwoYears = "twoYears";
    public const string Ended = "ended";

    public static IQueryable<PostingRow> PostingRows(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer, DateOnly today)
    {
        var (text, number, row, seesAll) = (filter.Text, filter.Number, filter.Row, viewer.SeesAllCases);
        var (units, windows) = (viewer.LeadsUnitIds.ToList(), viewer.HeadsWindowIds.ToList());
        var (id, ripe) = (filter.RowId, LastDayBefore(today));
        return db.PresentOnes().Concat(db.FormerOnes())
            .Where(r => seesAll || units.Contains(r.UnitId) || windows.Contains(r.WindowId) || db.Windows.Any(w => w.Id == r.WindowId && units.Contains(w.OwnerUnitId)))
            .Where(r => row == null || (r.IsPresent && r.PersonId == row) || (!r.IsPresent && r.CandidacyId == id))
            .Where(r => string.IsNullOrEmpty(filter.UnitId) || r.UnitId == filter.UnitId)
            .Where(r => string.IsNullOrEmpty(filter.WindowId) || r.WindowId == filter.WindowId)
            .Where(r => (filter.From == null || r.Since >= filter.From) && (filter.To == null || r.Since <= filter.To))
            .Where(r => string.IsNullOrEmpty(filter.State)
                || (filter.State == Present && r.IsPresent)
                || (filter.State == TwoYears && r.IsPresent && r.Since <= ripe)
                || (filter.State == Ended && !r.IsPresent))
            .Where(r => text == "" || r.Name.Contains(text) || r.StaffNo.Contains(number) || r.Post!.Contains(text))
            .OrderBy(r => r.WindowId).ThenByDescending(r => r.IsPresent).ThenBy(r => r.Since).ThenBy(r => r.PersonId);
    }

    /// <summary>The last day since which somebody must be on post to have two years today (TC-7): who came on 29 February has them on the 28th.</summary>
    private static DateOnly LastDayBefore(DateOnly today)
    {
        var (same, next) = (today.AddYears(-2), today.AddDays(1).AddYears(-2).AddDays(-1));
        return same > next ? same : next;
    }

    private static IQueryable<PostingRow> PresentOnes(this StaffFlowsDbContext db) =>
        from person in db.People.AsNoTracking()
        where person.WindowId != null && person.OnPostDate != null && (person.Status == PersonStatus.OnPost || person.Status == PersonStatus.OnLeave)
        select new PostingRow
        {
            PersonId = person.Id,
            CandidacyId = db.Candidacies.Where(c => c.PersonId == person.Id && c.State == CandidacyState.OnPost && c.WindowId == person.WindowId && c.OnPostDate == person.OnPostDate)
                .OrderBy(c => c.Id).Select(c => (Guid?)c.Id).FirstOrDefault(),
            StaffNo = person.StaffNo, Name = person.Name, UnitId = person.HomeUnitId, WindowId = person.WindowId!, Post = person.Post,
            Since = person.OnPostDate, Until = null, IsPresent = true,
        };

    private static IQueryable<PostingRow> FormerOnes(this StaffFlowsDbContext db) =>
        from entry in db.Candidacies.AsNoTracking()
        join person in db.People.AsNoTracking() on entry.PersonId equals person.Id
        where entry.State == CandidacyState.OnPost
            && !(person.WindowId == entry.WindowId && person.OnPostDate == entry.OnPostDate && (person.Status == PersonStatus.OnPost || person.Status == PersonStatus.OnLeave))
        select new PostingRow
        {
            PersonId = person.Id, CandidacyId = entry.Id, StaffNo = person.StaffNo, Name = person.Name, UnitId = person.HomeUnitId, WindowId = entry.WindowId, Post = entry.Title,
            Since = entry.OnPostDate,
            Until = db.Candidacies.Where(next => next.PersonId == entry.PersonId && next.OnPostDate > entry.OnPostDate).Min(next => next.OnPostDate)
                ?? (person.OnPostDate > entry.OnPostDate ? person.OnPostDate : null),
            IsPresent = false,
        };
}
