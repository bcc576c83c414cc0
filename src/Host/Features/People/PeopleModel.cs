using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Cases;

namespace StaffFlows.Host.Features.People;

/// <summary>The register with its filters; <paramref name="Selected"/> stands beside it, on phones instead of it.</summary>
/// <param name="Query">Name or staff number looked for.</param>
public sealed record PeopleModel(
    ImmutableArray<PersonRow> Rows,
    Paging Paging,
    int AtWindows,
    ImmutableArray<FilterPick> Picks,
    ImmutableArray<PickOption> Units,
    ImmutableArray<PickOption> Windows,
    string? Query,
    PersonPanel? Selected)
{
    /// <summary>The filtered register as a file.</summary>
    public string? ExportHref { get; init; }

    public string? Flash { get; init; }
}

/// <summary>An option of a filter list.</summary>
public sealed record PickOption(string Value, string Label, bool IsChosen = false);

/// <param name="Href">The register with this person selected.</param>
public sealed record PersonRow(
    string StaffNo, string Name, string Href, string Unit, string? Window, string Employment, DateOnly? OnPostSince, PersonState State);

/// <summary>In words with a tone: 在岗, 请假至 11月18日, 合同 12月31日到期.</summary>
public sealed record PersonState(Tone Tone, string Text);

/// <summary>One person's record, masked: full numbers are never in a page.</summary>
/// <param name="Balance">Annual leave; null where the viewer may not see it.</param>
/// <param name="Violations">Null where the viewer may neither see nor report any.</param>
public sealed record PersonPanel(
    string StaffNo,
    string Name,
    string CloseHref,
    ImmutableArray<PersonFact> Facts,
    LeaveBalance? Balance,
    ImmutableArray<PersonCase> Cases,
    ViolationPanel? Violations);

public sealed record PersonFact(string Label, string Value, string? Href = null);

/// <summary>In working days.</summary>
public sealed record LeaveBalance(decimal Entitled, decimal Used, decimal Reserved)
{
    public decimal Left => Entitled - Used - Reserved;

    /// <summary>Used and reserved, 0 to 100.</summary>
    public int Percent => Entitled <= 0 ? 0 : (int)Math.Clamp((Used + Reserved) * 100 / Entitled, 0, 100);
}

public sealed record PersonCase(string Href, string Title, string Number, DateOnly Date, CaseStatus Status);
