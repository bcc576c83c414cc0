using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>
/// 拟公示稿 (PUB-01): the notice from the form and the register, with no more of a person than may be public. What is wrong with the form
/// refuses the whole burst, so that a submission is not opened and a revision leaves its step as it was.
/// </summary>
public sealed class DraftNotice : IActivity
{
    /// <summary>For publicities that were started before titles had patterns.</summary>
    private const string UsualTitle = "公示 · {purpose} · {persons}";

    public string Type => "StaffFlows.DraftNotice";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.DraftNotice", "公示", new("拟公示稿", "Draft the notice"),
        new("按申请单和人员名册拟出公示文，隐去身份证号、电话和住址", "Makes the notice from form and register, without id numbers, phones and addresses"),
        [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var form = context.ReadForm();
        var written = NoticeDraft.Write(form, facts.Organisation);
        if (written.Rejection is { } refused) return context.Refuse(refused);

        var (notice, department) = written.Value!;
        var rules = await PublicityCase.RulesAsync(context, facts, ct);
        context.Emit(new NoticeDrafted(facts.Case.CaseId, notice, rules.WorkingDays, rules.CountsPostingDay));

        form[PublicityFields.Notice] = notice.ToText(rules.WorkingDays);
        context.Write(CaseVariables.Form, form);
        context.Emit(new CaseDataChanged(facts.Case.CaseId, form));

        await context.RetitleAsync(
            facts, form, ct, ImmutableDictionary<string, string>.Empty.Add(PublicityFields.Persons, $"{notice.Persons.Length} 人"), UsualTitle);
        context.Write(PublicityVariables.PersonIds, notice.Persons.Select(p => p.PersonId));
        context.Write(PublicityVariables.NeedsDepartment, rules.Venues.Contains(Venue.Department));
        context.Write(PublicityVariables.DepartmentPoster, PosterOf(department, facts.Organisation));
        context.Write(PublicityVariables.Officer, facts.Applicant.Roles.Contains(PublicityCase.OfficerRole) ? $"initiator | role:{PublicityCase.OfficerRole}" : $"role:{PublicityCase.OfficerRole}");
        context.Record(facts, "entry.notice-drafted", $"{notice.Persons.Length}", notice.Digest()[..8]);
        return new ActivityResult.Completed();
    }

    /// <summary>Who represents the department in the hall, else who leads it.</summary>
    private static string PosterOf(Unit department, Organisation organisation)
    {
        var poster = organisation.PeopleWithRole("ChiefRepresentative").FirstOrDefault(p => p.IsActive && p.HomeUnitId == department.Id)
            ?? organisation.LeaderOf(department) ?? organisation.DeputyLeaderOf(department);
        return poster?.UserName is { } userName ? $"user:{userName}" : $"role:{PublicityCase.OfficerRole}";
    }
}
