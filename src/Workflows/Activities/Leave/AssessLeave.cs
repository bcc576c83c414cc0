using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>
/// 请假核算: counts the days, checks the request (P6.1), reserves the leave and says which levels decide. A request that breaks a
/// rule refuses the whole burst, so a submission is not opened and a resubmission leaves its step as it was.
/// </summary>
public sealed class AssessLeave : IActivity
{
    public string Type => "StaffFlows.AssessLeave";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.AssessLeave", "请假", new("请假核算", "Assess leave"),
        new("核算天数，检查申请，预占假期，确定审批层级", "Counts the days, checks the request, reserves the leave, finds the levels"), [],
        [
            new(LeaveVariables.Days, typeof(decimal), new("天数", "Days")),
            new(LeaveVariables.TotalDays, typeof(decimal), new("合并天数", "Days with adjacent leave")),
            new(LeaveVariables.NeedsDirector, typeof(bool), new("须中心主任审批", "Needs the director")),
            new(LeaveVariables.Informs, typeof(bool), new("报中心知悉", "Informs the centre")),
        ],
        ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var form = context.ReadForm();
        if (!LeaveRequest.TryRead(form, facts.Case.SubjectId, facts.Case.CaseId, out var request))
            return context.Refuse(new(RejectionKind.Invalid, "leave-incomplete"));

        if (request.StandInStaffNo is { } standIn && standIn == context.ReadText(LeaveVariables.AssignedStandIn))
            request = request with { StandInNamedBy = StandInSource.Superior };

        var profile = await context.FactAsync<Profile>(FactKinds.Profile(facts.Case.ProfileKey, facts.Case.ProfileVersion), ct);
        var rules = LeaveRules.From(profile);
        var ledgers = await ReadLedgersAsync(context, facts, request, ct);
        var world = new LeaveContext(facts.Organisation, facts.Calendar, rules, OfficeHours.Default.LocalDateOf(context.Now));
        return LeaveAssessment.Assess(request, ledgers, world) switch
        {
            LeaveAssessment.Refused refused => context.Refuse(refused.Rejection),
            LeaveAssessment.Accepted accepted => await AcceptAsync(context, facts, new(request, rules, accepted), form, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Colleagues matter only where nobody is named: whether somebody could be, and whether the window stays open.</summary>
    private static async ValueTask<LeaveLedgers> ReadLedgersAsync(
        ActivityExecutionContext context, CaseFacts facts, LeaveRequest request, CancellationToken ct)
    {
        var own = await context.FactAsync<LeaveRecord>(FactKinds.LeaveRecord(request.ApplicantId), ct);
        if (facts.Organisation.FindByStaffNo(request.StandInStaffNo) is { } standIn)
            return new(own, await context.FactAsync<LeaveRecord>(FactKinds.LeaveRecord(standIn.Id), ct), []);

        var colleagues = new List<LeaveRecord>();
        foreach (var colleague in facts.Organisation.CompetentStandInsOf(facts.Organisation.People[request.ApplicantId]))
            colleagues.Add(await context.FactAsync<LeaveRecord>(FactKinds.LeaveRecord(colleague.Id), ct));

        return new(own, null, [.. colleagues]);
    }

    private static async ValueTask<ActivityResult> AcceptAsync(ActivityExecutionContext context, CaseFacts facts, AssessedLeave leave, JsonObject form, CancellationToken ct)
    {
        ReopenApproval(context, facts);
        LeaveOutcome.Write(context, facts, leave);

        var (caseId, days) = (facts.Case.CaseId, leave.Accepted.Days.Days);
        form["days"] = decimal.Parse(Text(days), CultureInfo.InvariantCulture);
        context.Write(CaseVariables.Form, form);
        context.Emit(new LeaveReserved(new(
            caseId, leave.Request.ApplicantId, leave.Request.Type, leave.Request.Range, days, LeaveState.Reserved, StandInId: null)));

        await context.RetitleAsync(facts, form, ct, LeaveTitle.WordsOf(leave), LeaveTitle.Usual);
        context.Emit(new CaseDataChanged(caseId, (JsonObject)form.DeepClone()));
        context.Record(facts, "entry.assessed", Text(days), Text(leave.Accepted.TotalDays));
        foreach (var warning in leave.Accepted.Warnings) context.Record(facts, $"warning.{warning.Code}", warning.Arguments);

        return new ActivityResult.Completed();
    }

    /// <summary>A leave that was approved and is changed after an objection is open again.</summary>
    private static void ReopenApproval(ActivityExecutionContext context, CaseFacts facts)
    {
        if (!context.ReadFlag(LeaveVariables.Registered)) return;

        context.Write(LeaveVariables.Registered, false);
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, CaseStatus.Running, null, null));
        context.Record(facts, "entry.approval-reopened");
    }

    private static string Text(decimal days) => days.ToString("0.#", CultureInfo.InvariantCulture);
}
