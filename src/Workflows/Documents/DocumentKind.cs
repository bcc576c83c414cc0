using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Documents;

/// <summary>文书: a form on paper that a procedure brings forth.</summary>
/// <param name="Key">Also the name of the template's file.</param>
/// <param name="Form">The key of the form whose cases have it.</param>
/// <param name="Fields">Keys of the case's form that it shows: who may not read all of them doesn't get the document.</param>
/// <param name="Read">What there is of it for a case, in the order in which it is listed; nothing as long as the case has not come to it.</param>
public sealed record DocumentKind(
    string Key, LocalizedText Name, string Form, ImmutableArray<Placeholder> Own, ImmutableArray<string> Fields, Func<DocumentSource, IEnumerable<DocumentDraft>> Read)
{
    private static readonly ImmutableArray<Placeholder> Common =
    [
        Placeholder.Text("hall", "政务服务中心", "Name of the service centre", "东江市政务服务中心"),
        Placeholder.Text("caseNumber", "案号", "Number of the case", "2026-000017"),
        Placeholder.Text("digest", "校验码", "Beginning and end of the digest", "9f86 d081 884c 7d65 … 0a08"),
        Placeholder.Code(),
    ];

    /// <summary>All that its templates may name: its own, and those that every document has.</summary>
    public ImmutableArray<Placeholder> Placeholders => [.. Own, .. Common];

    public DocumentValues Sample => DocumentValues.SampleOf(Placeholders);
}

/// <summary>One document as its case makes it; the same for every reader.</summary>
/// <param name="Part">Which of several of that kind, mostly a person's id; empty where there is one.</param>
/// <param name="PartName">As the list shows it.</param>
public sealed record DocumentDraft(string Part, string? PartName, DocumentValues Values)
{
    /// <summary>Where its QR code leads, with the digest that is proven there; null for the page that proves all documents.</summary>
    public (string Path, string Digest)? Proof { get; init; }
}
