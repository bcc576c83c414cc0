using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>An objection as the publicity's end and the receipt see it; facts and names are in its own case. 异议</summary>
public sealed class StoredObjection
{
    public required Guid CaseId { get; init; }

    /// <summary>The publicity's case.</summary>
    public required Guid PublicityId { get; init; }

    /// <summary>Whom it concerns; null for the list as a whole.</summary>
    public string? PersonId { get; init; }
    public required bool IsSigned { get; init; }
    public required ObjectionChannel Channel { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the receipt's code; null where the office took it down.</summary>
    public string? CodeDigest { get; init; }
    public ObjectionState State { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What whoever objected is told at the end. Encrypted at rest.</summary>
    public string? Answer { get; set; }
}
