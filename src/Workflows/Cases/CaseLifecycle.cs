using System.Collections.Frozen;

namespace StaffFlows.Workflows.Cases;

/// <summary>How a case's status may move, as a table. Nothing else decides it.</summary>
public static class CaseLifecycle
{
    private static readonly FrozenDictionary<CaseStatus, CaseStatus[]> Moves = new Dictionary<CaseStatus, CaseStatus[]>
    {
        [CaseStatus.Draft] = [CaseStatus.Running],
        [CaseStatus.Running] =
            [CaseStatus.Approved, CaseStatus.Rejected, CaseStatus.Withdrawn, CaseStatus.Cancelled, CaseStatus.Faulted],
        [CaseStatus.Approved] = [CaseStatus.Cancelled],
        [CaseStatus.Faulted] = [CaseStatus.Cancelled],
        [CaseStatus.Rejected] = [],
        [CaseStatus.Withdrawn] = [],
        [CaseStatus.Cancelled] = [],
    }.ToFrozenDictionary();

    public static bool CanMove(CaseStatus from, CaseStatus to) => Moves[from].Contains(to);

    /// <summary>The matter is decided; an approved case may still be cancelled.</summary>
    public static bool IsClosed(CaseStatus status) =>
        status is CaseStatus.Approved or CaseStatus.Rejected or CaseStatus.Withdrawn or CaseStatus.Cancelled;

    /// <summary>Nothing will come of it: reservations are given back and nobody is asked any more.</summary>
    public static bool GivesBack(CaseStatus status) =>
        status is CaseStatus.Rejected or CaseStatus.Withdrawn or CaseStatus.Cancelled or CaseStatus.Faulted;
}
