using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>Hands an assessment to the flow: the variables that its conditions, rules and terms read.</summary>
internal static class LeaveOutcome
{
    public static void Write(ActivityExecutionContext context, CaseFacts facts, AssessedLeave leave)
    {
        WriteLength(context, leave);
        WriteStandIn(context, facts, leave);
        WritePlace(context, facts);
        WriteTerms(context, leave.Rules);
    }

    private static void WriteLength(ActivityExecutionContext context, AssessedLeave leave)
    {
        var (request, accepted) = (leave.Request, leave.Accepted);
        var office = OfficeHours.Default;
        var start = request.Range.FromHalf is HalfDay.Am ? office.MorningStart : office.AfternoonStart;
        var (needsDirector, informs) = (accepted.Approvers.Contains("CenterDirector"), !accepted.Inform.IsEmpty);

        context.Write(LeaveVariables.Days, accepted.Days.Days);
        context.Write(LeaveVariables.TotalDays, accepted.TotalDays);
        context.Write(LeaveVariables.NeedsUnit, accepted.Approvers.Any(a => a.Contains("UnitLeader", StringComparison.Ordinal)));
        context.Write(LeaveVariables.NeedsDirector, needsDirector);
        context.Write(LeaveVariables.Informs, informs);
        context.Write(LeaveVariables.StartsAt, office.MomentOf(request.Range.From, start));
        context.Write(LeaveVariables.Statutory, leave.TypeRule.Statutory);
        context.Write(LeaveVariables.Warnings, accepted.Warnings.Select(w => w.Code));
        context.Write(LeaveVariables.Balance, accepted.Balances);
        context.SetOutput(LeaveVariables.Days, accepted.Days.Days);
        context.SetOutput(LeaveVariables.TotalDays, accepted.TotalDays);
        context.SetOutput(LeaveVariables.NeedsDirector, needsDirector);
        context.SetOutput(LeaveVariables.Informs, informs);
    }

    /// <summary>Only a window must not stay empty (STF-01); elsewhere a stand-in is asked where one is named.</summary>
    private static void WriteStandIn(ActivityExecutionContext context, CaseFacts facts, AssessedLeave leave)
    {
        var standIn = leave.Request.StandInStaffNo;
        context.Write(LeaveVariables.StandIn, standIn);
        context.Write(LeaveVariables.StandInRequired, standIn is not null || (leave.Rules.StandInRequired && WindowOf(facts) is not null));
        context.Write<string?>(LeaveVariables.AcceptedStandIn, null);
        context.Write(LeaveVariables.NoStandIn, false);
    }

    private static void WritePlace(ActivityExecutionContext context, CaseFacts facts)
    {
        var (organisation, applicant) = (facts.Organisation, facts.Applicant);
        var isOfficeStaff = organisation.WindowOf(applicant) is not null && WindowOf(facts) is null;
        context.Write(LeaveVariables.LeadsUnit, organisation.LeaderOf(organisation.HomeUnitOf(applicant))?.Id == applicant.Id);
        context.Write(LeaveVariables.HasWindow, WindowOf(facts) is not null);
        context.Write(LeaveVariables.SectionChief, isOfficeStaff ? organisation.FindPerson(applicant.ManagerId)?.UserName : null);
    }

    private static void WriteTerms(ActivityExecutionContext context, LeaveRules rules)
    {
        context.Write("reminderDays", rules.ApprovalReminderWorkingDays);
        context.Write("escalationDays", rules.ApprovalEscalationWorkingDays);
        context.Write("standInDays", rules.StandInAnswerWorkingDays);
        context.Write("centreDays", rules.CentreObjectionWorkingDays);
    }

    private static Window? WindowOf(CaseFacts facts) =>
        facts.Organisation.WindowOf(facts.Applicant) is { Type: not "ManagementOffice" } window ? window : null;
}
