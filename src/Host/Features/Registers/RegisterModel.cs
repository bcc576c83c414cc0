using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.People;

namespace StaffFlows.Host.Features.Registers;

/// <summary>A register with its filters; the history of the row that the address names stands beside it, on phones instead of it.</summary>
/// <param name="Key">Of its texts and its address.</param>
/// <param name="Registers">All that are open to the reader.</param>
/// <param name="Units">Empty where rows have none.</param>
public sealed record RegisterModel(
    string Key, ImmutableArray<FilterPick> Registers, ImmutableArray<RegisterHeading> Headings, ImmutableArray<RegisterLine> Lines, Paging Paging, string ExportHref,
    ImmutableArray<PickOption> States, ImmutableArray<PickOption> Units, ImmutableArray<PickOption> Windows, string Query, string? From, string? To, RegisterHistory? History)
{
    /// <summary>Nothing is narrowed: an empty list is empty because nothing has happened yet.</summary>
    public bool IsWhole => Query.Length == 0 && From is null && To is null && !States.Concat(Units).Concat(Windows).Any(option => option.IsChosen);
}

/// <param name="Places">The columns that it holds, in their order; the first is its own.</param>
public sealed record RegisterHeading(string Text, ImmutableArray<int> Places);

/// <param name="HistoryHref">The register with this row's history beside it.</param>
public sealed record RegisterLine(string Id, string Name, string HistoryHref, bool IsChosen, ImmutableArray<RegisterText> Cells);

public sealed record RegisterText(string Text, string? Href, Tone? Tone);

public sealed record RegisterHistory(string Name, string CloseHref, ImmutableArray<RegisterStep> Steps);

/// <param name="At">In words.</param>
public sealed record RegisterStep(string What, string? Detail, string At, string By);
