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

    public const string PublicityWorkingDays = "Publicity.WorkingDays";
    public const string PublicityCountPostingDay = "Publicity.CountPostingDay";
    public const string PublicityVenues = "Publicity.Venues";
    public const string PublicitySplitOnObjection = "Publicity.SplitOnObjection";
    public const string PublicityRestartOnInterruption = "Publicity.RestartOnInterruption";
    public const string PublicityKeepDays = "Publicity.KeepDays";
    public const string PublicityObjection = "Publicity.ObjectionWorkingDays";

    /// <summary>Years for which a closed leave case keeps its personal data. Any procedure may have such a key: <c>Retention.{Procedure}CaseYears</c>.</summary>
    public const string RetentionLeaveCase = "Retention.LeaveCaseYears";

    /// <summary>Years for the cases of procedures without a key of their own.</summary>
    public const string RetentionOtherCase = "Retention.OtherCaseYears";
    public const string RetentionDraft = "Retention.DraftDays";
    public const string RetentionMessage = "Retention.MessageDays";

    /// <summary>All of them; the profile page shows the others as not yet in use.</summary>
    public static FrozenSet<string> Used { get; } = new[]
    {
        LeaveTiers, LeaveTypes, LeaveStandInRequired, LeaveApprovalReminder, LeaveApprovalEscalation, LeaveStandInAnswer, LeaveCentreObjection,
        PublicityWorkingDays, PublicityCountPostingDay, PublicityVenues, PublicitySplitOnObjection, PublicityRestartOnInterruption, PublicityKeepDays, PublicityObjection,
        RetentionLeaveCase, RetentionOtherCase, RetentionDraft, RetentionMessage,
    }.ToFrozenSet();
}
