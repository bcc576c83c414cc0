using System.Globalization;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 上岗 (SEL-10, SEL-11): the person stands in the register at his window from the day of his arrival, which begins the two years (TC-7). Unit,
/// filing office and personnel hear of it.
/// </summary>
public sealed class PostStaff : IActivity
{
    public string Type => "StaffFlows.PostStaff";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.PostStaff", "选派", new("登记上岗", "Put on post"),
        new("人员名册登记窗口、岗位、上岗日期和AB岗搭档，两年期开始计算", "Writes window, post, date and partner into the register; the two years begin"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } selection) return new ActivityResult.Faulted("arrival-without-selection", "The case belongs to no selection.");
        if (context.IsPreview) return new ActivityResult.Completed();

        var form = context.ReadForm();
        var today = OfficeHours.Default.LocalDateOf(context.Now);
        if (!DateOnly.TryParseExact(form.Text("arrivedOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day > today)
            return Refuse(context, "arrivedOn", "date-in-future");

        var partner = facts.Organisation.FindByStaffNo(form.Text("partner"));
        if (form.Text("partner") is not null && (partner is not { IsActive: true } || partner.Id == facts.Case.SubjectId)) return Refuse(context, "partner", "partner-unknown");

        var (window, post) = (form.Text("window")!, form.Text("post") ?? "");
        context.Emit(new StaffPosted(selection, facts.Case.SubjectId, form.Text("postNo") ?? "", window, post, day, partner?.Id));
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, CaseStatus.Approved, null, null));
        var person = facts.Organisation.People[facts.Case.SubjectId];
        await context.FillAsync(facts, new() { [SelectionFields.Position] = person.Post }, ct);
        context.Record(facts, "entry.on-post", person.Name, facts.Organisation.Windows[window].Name, $"{day:yyyy-MM-dd}", $"{day.AddYears(2):yyyy-MM-dd}");
        context.Tell(facts, [person.Id, facts.Case.ApplicantId, .. Concerned(facts, person)], "selection.on-post", [person.Name, facts.Organisation.Windows[window].Name, $"{day:yyyy-MM-dd}"]);
        return new ActivityResult.Completed();
    }

    private static IEnumerable<string> Concerned(CaseFacts facts, Personnel.Person person) =>
        facts.Organisation.PeopleWithRole("FilingOfficer").Concat(facts.Organisation.PeopleWithRole("PersonnelOfficer")).Where(p => p.IsActive).Select(p => p.Id)
            .Concat(facts.Organisation.LeaderOf(facts.Organisation.HomeUnitOf(person)) is { } leader ? [leader.Id] : []);

    private static ActivityResult Refuse(ActivityExecutionContext context, string field, string code) =>
        context.Refuse(new(RejectionKind.Invalid, "form-invalid") { Fields = [new(field, code)] });
}
