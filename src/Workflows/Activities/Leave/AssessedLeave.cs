using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Activities.Leave;

/// <summary>A request that passed its checks, with the rules by which it did.</summary>
internal sealed record AssessedLeave(LeaveRequest Request, LeaveRules Rules, LeaveAssessment.Accepted Accepted)
{
    public LeaveTypeRule TypeRule => Rules.Types[Request.Type];
}
