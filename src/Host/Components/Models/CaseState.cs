namespace StaffFlows.Host.Components.Models;

/// <summary>The state of a case as stamp and chip show it; the page maps the case's status to it.</summary>
public enum CaseState
{
    Draft,
    Running,

    /// <summary>With the applicant again, to be changed and resubmitted.</summary>
    Returned,
    Approved,
    Refused,
    Withdrawn,

    /// <summary>Ended by an administrator.</summary>
    Terminated,

    /// <summary>Stands still on an incident; a process owner is looking at it.</summary>
    Faulted,
}

internal static class CaseStates
{
    /// <summary>The key of the state's word in the texts.</summary>
    public static string TextKey(this CaseState state) => state switch
    {
        CaseState.Draft => "case.state.draft",
        CaseState.Running => "case.state.running",
        CaseState.Returned => "case.state.returned",
        CaseState.Approved => "case.state.approved",
        CaseState.Refused => "case.state.refused",
        CaseState.Withdrawn => "case.state.withdrawn",
        CaseState.Terminated => "case.state.terminated",
        _ => "case.state.faulted",
    };

    public static Tone Tone(this CaseState state) => state switch
    {
        CaseState.Running => Models.Tone.Info,
        CaseState.Returned => Models.Tone.Wait,
        CaseState.Approved => Models.Tone.Done,
        CaseState.Refused or CaseState.Faulted => Models.Tone.Late,
        _ => Models.Tone.None,
    };

    public static string Icon(this CaseState state) => state switch
    {
        CaseState.Draft => "draft",
        CaseState.Running => "clock",
        CaseState.Returned => "return",
        CaseState.Approved => "check",
        CaseState.Refused => "cross",
        CaseState.Withdrawn => "return",
        CaseState.Terminated => "pause",
        _ => "alert",
    };
}
