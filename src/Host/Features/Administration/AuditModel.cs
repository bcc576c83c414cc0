using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Administration;

/// <summary>Audit: verify all chains or one case's (<c>?case=</c>), and read the entries.</summary>
/// <param name="Result">Of the check just asked for; null before one.</param>
/// <param name="CaseNumber">The case whose chain is shown; null for the newest of all.</param>
public sealed record AuditModel(
    AuditResult? Result, string? CaseId, string? CaseNumber, ImmutableArray<AuditLine> Lines, Paging Paging);

/// <param name="FirstBroken">The first entry that does not fit; null where the chain is whole.</param>
public sealed record AuditResult(int Chains, int Entries, DateTimeOffset CheckedAt, BrokenEntry? FirstBroken);

/// <param name="Sentence">What does not fit.</param>
public sealed record BrokenEntry(string Chain, long Number, DateTimeOffset At, string Sentence);
