using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Publicity;

/// <summary>An objection has come in; its own case carries what was said. Refused where the publicity takes none any more. 异议受理</summary>
/// <param name="PersonId">Whom it concerns; null for the list as a whole.</param>
/// <param name="CodeDigest">SHA-256 of the receipt's code; null where the office took it down.</param>
public sealed record ObjectionReceived(
    Guid CaseId, Guid PublicityId, string? PersonId, bool IsSigned, ObjectionChannel Channel, string? CodeDigest) : IEffect;

/// <summary>An objection is settled: whoever waited for it waits no more. 异议结论</summary>
/// <param name="Answer">What whoever objected is told.</param>
public sealed record ObjectionSettled(Guid CaseId, Guid PublicityId, ObjectionState State, string? Answer) : IEffect;
