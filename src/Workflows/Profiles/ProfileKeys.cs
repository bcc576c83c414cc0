using System.Collections.Frozen;

namespace StaffFlows.Workflows.Profiles;

/// <summary>The keys that procedures of this release read; the spelling is that of the rule books' files.</summary>
public static class ProfileKeys
{
    public const string LeaveTiers = "Leave.Tiers";
    public const string LeaveTypes = "Leave.Types";
    public const string LeaveStandInRequired = "Leave.StandInRequired";
    public const string LeaveApprovalReminder = "Leave.ApprovalReminderWorkingDays";
    public const string LeaveApprovalEscalation = "Leave.ApprovalEscalationWorkingDays";
    public const string LeaveStandInAnswer = "Leave.StandInAnswerWorkingDays";
    public const string LeaveCentreObjection = "Leave.CentreObjectionWorkingDays";

    /// <summary>All of them; the profile page shows the others as not yet in use.</summary>
    public static FrozenSet<string> Used { get; } = new[]
    {
        LeaveTiers, LeaveTypes, LeaveStandInRequired, LeaveApprovalReminder, LeaveApprovalEscalation, LeaveStandInAnswer, LeaveCentreObjection,
    }.ToFrozenSet();
}
