using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Registers;

public sealed record PublicityRow
{
    public required StoredPublicity Publicity { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }

    /// <summary>The case that it belongs to; null for one that stands by itself.</summary>
    public required Guid? ParentId { get; init; }
    public required string? ParentNumber { get; init; }
}

/// <summary>An objection without what was said: whoever signed it is named in its case alone.</summary>
public sealed record ObjectionRow
{
    public required StoredObjection Objection { get; init; }
    public required string Number { get; init; }
    public required string PublicityNumber { get; init; }

    /// <summary>Whom it concerns; null for the list as a whole.</summary>
    public required string? Concerns { get; init; }
}

/// <summary>公示登记簿 and 异议登记簿: who may see the case sees its row (CaseVisibility); objections are confidential. Newest first.</summary>
public static class PublicityRegister
{
    public const string Hanging = "hanging";
    public const string Interrupted = "interrupted";
    public const string Concluded = "concluded";
    public const string Cancelled = "cancelled";

    private static readonly CandidacyState[] NeverPublic =
        [CandidacyState.Recommended, CandidacyState.NotExcepted, CandidacyState.Qualified, CandidacyState.Unqualified, CandidacyState.Reserve, CandidacyState.NotChosen, CandidacyState.Absent];

    /// <summary>Persons are found by the selection that a publicity belongs to; its own list is encrypted. The dates asked for are days of the period.</summary>
    public static IQueryable<PublicityRow> PublicityRows(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer)
    {
        var (text, number, row) = (filter.Text, filter.Number, filter.RowId);
        return (from publicity in db.Publicities.AsNoTracking()
                join @case in db.Cases.AsNoTracking().VisibleTo(viewer) on publicity.CaseId equals @case.Id
                where @case.Number != null
                select new PublicityRow
                {
                    Publicity = publicity, Number = @case.Number!, Title = @case.Title, ParentId = @case.ParentCaseId,
                    ParentNumber = db.Cases.Where(parent => parent.Id == @case.ParentCaseId).Select(parent => parent.Number).FirstOrDefault(),
                })
            .Where(r => row == null || r.Publicity.CaseId == row)
            .Where(r => (filter.From == null || r.Publicity.LastDay >= filter.From) && (filter.To == null || r.Publicity.FirstDay <= filter.To))
            .Where(r => string.IsNullOrEmpty(filter.State)
                || (filter.State == Hanging && (r.Publicity.State == PublicityState.Posted || r.Publicity.State == PublicityState.Running || r.Publicity.State == PublicityState.Expired))
                || (filter.State == Interrupted && r.Publicity.State == PublicityState.Suspended)
                || (filter.State == Concluded && r.Publicity.State == PublicityState.Concluded)
                || (filter.State == Cancelled && r.Publicity.State == PublicityState.Cancelled))
            .Where(r => text == "" || r.Number.Contains(number) || r.ParentNumber!.Contains(number) || r.Title.Contains(text)
                || db.Candidacies.Any(c => c.CaseId == r.ParentId && !NeverPublic.Contains(c.State) && db.People.Any(p => p.Id == c.PersonId && (p.Name.Contains(text) || p.StaffNo.Contains(number)))))
            .OrderByDescending(r => r.Publicity.CaseId);
    }

    public static IQueryable<ObjectionRow> ObjectionRows(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer)
    {
        var (text, number, row) = (filter.Text, filter.Number, filter.RowId);
        var (from, before) = Moments(filter);
        ObjectionState? state = Enum.TryParse<ObjectionState>(filter.State, ignoreCase: true, out var asked) ? asked : null;
        return (from objection in db.Objections.AsNoTracking()
                join @case in db.Cases.AsNoTracking().VisibleTo(viewer) on objection.CaseId equals @case.Id
                join publicity in db.Cases.AsNoTracking() on objection.PublicityId equals publicity.Id
                where @case.Number != null && publicity.Number != null
                select new ObjectionRow
                {
                    Objection = objection, Number = @case.Number!, PublicityNumber = publicity.Number!,
                    Concerns = db.People.Where(p => p.Id == objection.PersonId).Select(p => p.Name).FirstOrDefault(),
                })
            .Where(r => row == null || r.Objection.CaseId == row)
            .Where(r => (from == null || r.Objection.ReceivedAt >= from) && (before == null || r.Objection.ReceivedAt < before))
            .Where(r => state == null || r.Objection.State == state)
            .Where(r => text == "" || r.Number.Contains(number) || r.PublicityNumber.Contains(number) || r.Concerns!.Contains(text))
            .OrderByDescending(r => r.Objection.ReceivedAt).ThenByDescending(r => r.Objection.CaseId);
    }

    /// <summary>The days asked for as moments: from the first of the one, before the first after the other.</summary>
    internal static (DateTimeOffset? From, DateTimeOffset? Before) Moments(RegisterFilter filter) =>
        (filter.From is { } first ? BusinessClock.StartOf(first).ToUniversalTime() : null, filter.To is { } last ? BusinessClock.StartOf(last.AddDays(1)).ToUniversalTime() : null);
}
