using System.Collections.Immutable;

namespace StaffFlows.Host.Features.Studio;

/// <param name="Why">Who had saved meanwhile and when, or that it came with a release.</param>
/// <param name="Until">Null where it stays until somebody decides.</param>
public sealed record KeptDraftRow(Guid Id, string DefinitionId, string Name, string Why, DateTimeOffset At, DateOnly? Until);

/// <param name="Flash">What came of the last action.</param>
public sealed record KeptDraftsModel(ImmutableArray<KeptDraftRow> Rows, string? Flash);
