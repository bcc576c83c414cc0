using System.Collections.Frozen;

namespace StaffFlows.Workflows.Cases;

/// <summary>Which moves of a case's status are allowed; the only place that says so.</summary>
public static class CaseLifecycle
{
    private static readonly FrozenDictionary<CaseStatus, CaseStatus[]> Moves = new Dictionary<CaseStatus, CaseStatus[]>
    {
        [CaseStatus.Draft] = [CaseStatus.Running],
        [CaseStatus.Running] = [CaseStatus.Approved, CaseStatus.Rejected, CaseStatus.Withdrawn, CaseStatus.Cancelled, CaseStatus.Faulted],

        // The centre may object to an approved leave: the unit then decides again, and the applicant may change or withdraw it.
        [CaseStatus.Approved] = [CaseStatus.Running, CaseStatus.Rejected, CaseStatus.Withdrawn, CaseStatus.Cancelled, CaseStatus.Faulted],
        [CaseStatus.Faulted] = [CaseStatus.Running, CaseStatus.Approved, CaseStatus.Cancelled],
        [CaseStatus.Rejected] = [],
        [CaseStatus.Withdrawn] = [],
        [CaseStatus.Cancelled] = [],
    }.ToFrozenDictionary();

    public static bool CanMove(CaseStatus from, CaseStatus to) => Moves[from].Contains(to);

    /// <summary>Nothing comes after it.</summary>
    public static bool IsDeadEnd(CaseStatus status) => Moves[status].Length == 0;

    /// <summary>The matter is decided; an approved case may still be reopened.</summary>
    public static bool IsClosed(CaseStatus status) => status is CaseStatus.Approved || IsDeadEnd(status);

    /// <summary>Nothing will come of it: reservations are given back and nobody is asked any more.</summary>
    public static bool GivesBack(CaseStatus status) => IsDeadEnd(status);
}
