using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;

namespace StaffFlows.Host.Features.Start;

/// <summary>What the viewer may start, by category.</summary>
public sealed record Catalogue(ImmutableArray<CatalogueGroup> Groups)
{
    public int Count => Groups.Sum(g => g.Procedures.Length);
}

public sealed record CatalogueGroup(string Category, ImmutableArray<CatalogueEntry> Procedures);

/// <param name="Key">The procedure's key: <c>/start/{key}</c>.</param>
/// <param name="Icon">A symbol's name.</param>
public sealed record CatalogueEntry(string Key, string Title, string? Note, string Icon = "doc");

/// <summary>The application form of one procedure. It posts the form's fields, <c>draftId</c> and, from 存草稿, <c>draft=true</c>.</summary>
/// <param name="DraftId">Null before the first save.</param>
/// <param name="SavedAt">When the draft was last saved; null if never.</param>
/// <param name="Errors">In the order of the fields; each field has its own in <paramref name="Form"/>.</param>
/// <param name="Preview">The steps predicted for what is filled in so far.</param>
/// <param name="PreviewNote">What the prediction rests on: 按 3 天以内预估.</param>
/// <param name="Resubmits">The case number where this is a returned application, with why in <paramref name="ReturnReason"/>.</param>
public sealed record StartFormModel(
    Catalogue Catalogue,
    string Procedure,
    string Title,
    string FormTitle,
    string? DraftId,
    DateTimeOffset? SavedAt,
    FormContent Form,
    ImmutableArray<SummaryError> Errors,
    ImmutableArray<TimelineStep> Preview,
    string? PreviewNote = null,
    string? Resubmits = null,
    string? ReturnReason = null)
{
    /// <summary>Where the form is sent to.</summary>
    public string Action { get; init; } = $"/start/{Procedure}";

    /// <summary>What the draft's version was when the page was made; a save upon an older one is refused.</summary>
    public long? DraftVersion { get; init; }

    /// <summary>The result of the person's last action, in words, shown once.</summary>
    public string? Flash { get; init; }
}
