using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>批准并登记: the reserved leave enters register and calendar, and those who have to arrange for it are told. Doing it twice registers once.</summary>
public sealed class RegisterLeave : IActivity
{
    public string Type => "StaffFlows.RegisterLeave";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.RegisterLeave", "请假", new("批准并登记请假", "Register leave"),
        new("写入请假台账和日历，事项转为已批准，通知有关人员", "Enters the leave, approves the case, tells those concerned"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var title = context.ReadText(CaseVariables.Title);
        context.Emit(new LeaveApproved(facts.Case.CaseId));
        if (!context.ReadFlag(LeaveVariables.Registered))
        {
            context.Emit(new CaseStatusChanged(facts.Case.CaseId, CaseStatus.Approved, null, null));
            context.Write(LeaveVariables.Registered, true);
        }

        context.Record(facts, "entry.leave-registered", title);
        context.Tell(facts, [facts.Case.ApplicantId], "leave.result", [title]);
        if (facts.Organisation.FindByStaffNo(context.ReadText(LeaveVariables.AcceptedStandIn)) is { } standIn)
            context.Tell(facts, [standIn.Id], "leave.stand-in", [title, facts.Applicant.Name]);

        context.Tell(facts, Arrangers(facts).Except([facts.Case.ApplicantId]), "leave.registered", [title]);
        return new ActivityResult.Completed();
    }

    /// <summary>Window head and attendance officers.</summary>
    private static IEnumerable<string> Arrangers(CaseFacts facts)
    {
        var officers = facts.Organisation.PeopleWithRole("AttendanceOfficer").Where(p => p.IsActive).Select(p => p.Id);
        return facts.Organisation.HeadOfWindow(facts.Organisation.WindowOf(facts.Applicant)) is { } head ? officers.Append(head.Id) : officers;
    }
}
