using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A line of the leave ledger; one per case. The stand-in's duty is this row once he has accepted.</summary>
public sealed class StoredLeaveEntry
{
    public required Guid CaseId { get; init; }
    public required string PersonId { get; set; }
    public LeaveType Type { get; set; }
    public DateOnly From { get; set; }
    public HalfDay FromHalf { get; set; }
    public DateOnly To { get; set; }
    public HalfDay ToHalf { get; set; }
    public decimal Days { get; set; }
    public LeaveState State { get; set; }

    /// <summary>Who is asked to stand in.</summary>
    public string? StandInId { get; set; }
    public bool StandInAccepted { get; set; }

    public LeaveRange Range => new(From, FromHalf, To, ToHalf);

    /// <summary>The stand-in as the ledger's readers know him: only once he has accepted.</summary>
    public LeaveEntry ToEntry() => new(CaseId, PersonId, Type, Range, Days, State, StandInAccepted ? StandInId : null);
}
