using System.Collections.Immutable;
using StaffFlows.Host.Components.Models;
using StaffFlows.Workflows.Documents.Printing;

namespace StaffFlows.Host.Features.Documents;

/// <summary>A document for paper.</summary>
/// <param name="Crumb">Where the way back leads, and what it is called.</param>
/// <param name="Remark">On the page only: which version of the template.</param>
public sealed record DocumentModel(string Name, (string Href, string Text) Crumb, string Remark, string FileHref, PrintedDocument Printed);

/// <param name="Found">Null where no such paper was issued.</param>
public sealed record ProofModel(ProvenPaper? Found);

public sealed record ProvenPaper(string Name, string Number, string Digest, DateTimeOffset IssuedAt, bool IsLatest);

public sealed record DocumentKindsModel(ImmutableArray<DocumentKindLine> Kinds);

/// <param name="Form">The procedure whose cases have it.</param>
/// <param name="AddedBy">Null where the template came with the product.</param>
public sealed record DocumentKindLine(string Key, string Name, string Form, int Version, string? AddedBy, DateTimeOffset AddedAt);

/// <summary>One kind with its templates: the form posts <c>file</c> to its own address.</summary>
/// <param name="Refused">Why the last upload was not taken; empty where none was made.</param>
public sealed record TemplateModel(
    string Key, string Name, ImmutableArray<TemplateLine> Versions, ImmutableArray<PlaceholderLine> Placeholders, ImmutableArray<SummaryError> Refused, string? Flash = null)
{
    public string? FileName { get; init; }
}

public sealed record TemplateLine(int Version, string FileName, string? AddedBy, DateTimeOffset AddedAt, int? RestoredFrom, bool IsInUse);

/// <param name="Written">As it is typed in Word: {{姓名}}, {{#候选人}} … {{/候选人}}.</param>
/// <param name="Columns">What may stand between the marks of a list.</param>
public sealed record PlaceholderLine(string Written, string Type, string Meaning, string Sample, ImmutableArray<PlaceholderLine> Columns);
