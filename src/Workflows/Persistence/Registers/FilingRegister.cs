using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Registers;

/// <summary>A filing (SEL-08). Number, date and persons are in its case's data.</summary>
public sealed record FilingRow
{
    public required Case Case { get; init; }
    public required Guid SelectionId { get; init; }
    public required string SelectionNumber { get; init; }

    /// <summary>How often it was given back for correction.</summary>
    public required int Corrections { get; init; }

    /// <summary>As they were filed; empty once the case is erased.</summary>
    public IReadOnlyList<FiledPerson> Persons =>
        [.. FormRows.Of(Case.Data, "persons").Select(row => new FiledPerson(row.Text("person") ?? "", row.Text("publicity")))];

    public DateOnly? ReportedOn => DateOf("reportedOn");

    /// <summary>备案号; null before it is filed.</summary>
    public string? FilingNumber => Case.Status is CaseStatus.Approved ? Case.Data.Text("filingNumber") : null;
    public DateOnly? FiledOn => Case.Status is CaseStatus.Approved ? DateOf("filedOn") : null;

    private DateOnly? DateOf(string field) =>
        IsoDay.Find(Case.Data.Text(field));
}

/// <param name="PublicityNumber">公示编号; null where he was not made public before.</param>
public sealed record FiledPerson(string StaffNo, string? PublicityNumber);

/// <summary>备案登记簿: who may see the case sees its row (CaseVisibility). Newest first.</summary>
public static class FilingRegister
{
    public const string Running = "running";
    public const string Corrected = "corrected";
    public const string Filed = "filed";
    public const string Refused = "refused";

    private const string Procedure = "filing";
    private const string Check = "check";
    private const string Correct = "correct";

    /// <summary>The dates asked for are those on which it was begun.</summary>
    public static IQueryable<FilingRow> FilingRows(this StaffFlowsDbContext db, RegisterFilter filter, Viewer viewer)
    {
        var (text, number, row) = (filter.Text, filter.Number, filter.RowId);
        var (from, before) = PublicityRegister.Moments(filter);
        return (from @case in db.Cases.AsNoTracking().VisibleTo(viewer)
                join selection in db.Cases.AsNoTracking() on @case.ParentCaseId equals selection.Id
                where @case.Procedure == Procedure && @case.Number != null && selection.Number != null && !@case.IsConfidential
                select new FilingRow
                {
                    Case = @case, SelectionId = selection.Id, SelectionNumber = selection.Number!,
                    Corrections = db.UserTasks.Count(t => t.CaseId == @case.Id && t.StepId == Check && t.Outcome == Correct),
                })
            .Where(r => row == null || r.Case.Id == row)
            .Where(r => (from == null || r.Case.CreatedAt >= from) && (before == null || r.Case.CreatedAt < before))
            .Where(r => string.IsNullOrEmpty(filter.State)
                || (filter.State == Running && r.Case.Status == CaseStatus.Running)
                || (filter.State == Corrected && r.Corrections > 0)
                || (filter.State == Filed && r.Case.Status == CaseStatus.Approved)
                || (filter.State == Refused && r.Case.Status == CaseStatus.Rejected))
            .Where(r => text == "" || r.Case.Number!.Contains(number) || r.SelectionNumber.Contains(number) || r.Case.Title.Contains(text)
                // The title names its persons: of a selection that files twice, each is found at his own filing.
                || db.Candidacies.Any(c => c.CaseId == r.SelectionId
                    && db.People.Any(p => p.Id == c.PersonId && r.Case.Title.Contains(p.Name) && (p.StaffNo.Contains(number) || c.FilingNumber!.Contains(text)))))
            .OrderByDescending(r => r.Case.CreatedAt).ThenByDescending(r => r.Case.Id);
    }
}
