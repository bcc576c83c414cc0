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

    public const string SelectionAllowedEmployment = "Selection.AllowedEmploymentTypes";

    /// <summary>Employment types that come to a window without a selection (SEL-16).</summary>
    public const string SelectionExemptEmployment = "Selection.ExemptEmploymentTypes";

    /// <summary>A department recommends only once it has entered the hall (SEL-15).</summary>
    public const string SelectionDepartmentEntered = "Selection.DepartmentEntered";
    public const string SelectionMaxAge = "Selection.MaxAge";
    public const string SelectionMaxAgeMode = "Selection.MaxAgeMode";
    public const string SelectionMaterials = "Selection.Materials";
    public const string SelectionChecklist = "Selection.Checklist";
    public const string SelectionReview = "Selection.ReviewWorkingDays";
    public const string SelectionSupplement = "Selection.SupplementWorkingDays";
    public const string SelectionInterviewRequired = "Selection.InterviewRequired";
    public const string SelectionNoticeDays = "Selection.InterviewNoticeWorkingDays";
    public const string SelectionWeights = "Selection.InterviewWeights";
    public const string SelectionPassMark = "Selection.InterviewPassMark";
    public const string SelectionDropExtremes = "Selection.InterviewDropExtremes";
    public const string SelectionPanelSize = "Selection.InterviewPanelSize";
    public const string SelectionReserveMonths = "Selection.ReserveMonths";

    /// <summary>Party, League, Union: memberships that move along (SEL-12).</summary>
    public const string SelectionAffiliations = "Selection.Affiliations";
    public const string SelectionTraining = "Selection.TrainingRequired";
    public const string SelectionTrainingPassMark = "Selection.TrainingPassMark";
    public const string SelectionTrainingRetakes = "Selection.TrainingRetakes";
    public const string AdjustmentPoolOnly = "Adjustment.OnlyFromStandInPool";
    public const string FilingAuthority = "Filing.Authority";

    /// <summary>AfterPublicity, or ProposedStaff before it (CF-06).</summary>
    public const string FilingTiming = "Filing.Timing";
    public const string FilingDays = "Filing.WorkingDays";

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
        SelectionAllowedEmployment, SelectionExemptEmployment, SelectionDepartmentEntered, SelectionMaxAge, SelectionMaxAgeMode, SelectionMaterials, SelectionChecklist, SelectionReview, SelectionSupplement,
        SelectionInterviewRequired, SelectionNoticeDays, SelectionWeights, SelectionPassMark, SelectionDropExtremes, SelectionPanelSize, SelectionReserveMonths,
        SelectionAffiliations, SelectionTraining, SelectionTrainingPassMark, SelectionTrainingRetakes, AdjustmentPoolOnly, FilingAuthority, FilingTiming, FilingDays,
        RetentionLeaveCase, RetentionOtherCase, RetentionDraft, RetentionMessage,
    }.ToFrozenSet();
}
