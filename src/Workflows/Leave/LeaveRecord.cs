using System.Collections.Immutable;

namespace StaffFlows.Workflows.Leave;

/// <summary>请假类别; spelled in camelCase on the wire (<c>annual</c>, <c>workInjury</c>).</summary>
public enum LeaveType
{
    Annual,
    Personal,
    Sick,
    Marriage,
    Maternity,
    Paternity,
    Bereavement,
    WorkInjury,
    Official,
    FamilyVisit,
    Parental,
}

/// <summary>Morning or afternoon of a working day.</summary>
public enum HalfDay
{
    Am,
    Pm,
}

/// <summary>A run of half days; both ends are included. A start of <see cref="HalfDay.Pm"/> leaves that morning out.</summary>
public readonly record struct LeaveRange(DateOnly From, HalfDay FromHalf, DateOnly To, HalfDay ToHalf)
{
    public bool IsValid => From < To || (From == To && FromHalf <= ToHalf);

    public bool Overlaps(LeaveRange other) =>
        (From, FromHalf).CompareTo((other.To, other.ToHalf)) <= 0 && (other.From, other.FromHalf).CompareTo((To, ToHalf)) <= 0;
}

/// <summary>预占 Reserved from submission, 已批准 Approved, 已退还 Released when the case ends otherwise.</summary>
public enum LeaveState
{
    Reserved,
    Approved,
    Released,
}

/// <summary>One line of a person's leave ledger.</summary>
/// <param name="CaseId">The case that holds it.</param>
/// <param name="Days">Working days (or calendar days for types that count so), half-day grain.</param>
/// <param name="StandInId">Who takes the window over; null until accepted or where none is required.</param>
public sealed record LeaveEntry(
    Guid CaseId, string PersonId, LeaveType Type, LeaveRange Range, decimal Days, LeaveState State, string? StandInId);

/// <summary>
/// What the leave checks need to know of one person, as one versioned fact (kind <c>LeaveRecord</c>): his own entries that
/// are reserved or approved, and those of others during which he stands in.
/// </summary>
public sealed record LeaveRecord(
    string PersonId, ImmutableArray<LeaveEntry> Own, ImmutableArray<LeaveEntry> StandingIn);
