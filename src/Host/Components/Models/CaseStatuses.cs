using StaffFlows.Workflows.Cases;

namespace StaffFlows.Host.Components.Models;

/// <summary>How stamp and chip show a case's status: word, colour and icon together.</summary>
internal static class CaseStatuses
{
    /// <summary>The key of the status's word in the texts.</summary>
    public static string TextKey(this CaseStatus status) => status switch
    {
        CaseStatus.Draft => "case.status.draft",
        CaseStatus.Running => "case.status.running",
        CaseStatus.Approved => "case.status.approved",
        CaseStatus.Rejected => "case.status.rejected",
        CaseStatus.Withdrawn => "case.status.withdrawn",
        CaseStatus.Cancelled => "case.status.cancelled",
        _ => "case.status.faulted",
    };

    public static Tone Tone(this CaseStatus status) => status switch
    {
        CaseStatus.Running => Models.Tone.Info,
        CaseStatus.Approved => Models.Tone.Done,
        CaseStatus.Rejected or CaseStatus.Faulted => Models.Tone.Late,
        _ => Models.Tone.None,
    };

    public static string Icon(this CaseStatus status) => status switch
    {
        CaseStatus.Draft => "draft",
        CaseStatus.Running => "clock",
        CaseStatus.Approved => "check",
        CaseStatus.Rejected => "cross",
        CaseStatus.Withdrawn => "return",
        CaseStatus.Cancelled => "pause",
        _ => "alert",
    };
}
