using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Documents.Templates;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <param name="File">A Word file; the page for printing is read from it.</param>
internal sealed record MadeDocument(CaseDocument Document, string Number, IssuedDocument Issued, byte[] File);

/// <summary>
/// Makes a document of a case. What says the same is printed on the template that it was first made on; once the case says something
/// new, it is a new document on the newest template.
/// </summary>
internal sealed class MakeDocument(CaseDocuments documents, DocumentStore store)
{
    /// <param name="address">Of this host as the public knows it, without a slash at its end.</param>
    public async Task<Result<MadeDocument>> ExecuteAsync(Guid caseId, string key, string? part, Viewer by, string address, CancellationToken ct)
    {
        var notFound = new Rejection(RejectionKind.NotFound, "not-found");
        if (await documents.ReadAsync(caseId, by, ct) is not { } all || all.Find(key, part) is not { } document) return notFound;

        var (kind, draft) = document;
        var said = draft.Values.With("hall", all.Hall).With("caseNumber", all.Number);
        var digest = said.Digest(kind.Key);
        var issued = await store.IssueAsync(caseId, key, draft.Part, digest, by.PersonId, ct);
        if (issued.Rejection is { } refused) return refused;
        if (await store.FindTemplateAsync(key, issued.Value!.TemplateVersion, ct) is not { } template) return notFound;

        var (path, proof) = draft.Proof ?? ($"{DocumentPages.ProofRoot}/{caseId}/{key}", digest);
        var proven = said.With("digest", Short(proof)).WithCode($"{address}{path}?no={Uri.EscapeDataString(all.Number)}&sha256={proof}");
        return new MadeDocument(document, all.Number, issued.Value, TemplateFilling.Fill(template.Content, kind, proven));
    }

    private static string Short(string digest) => $"{digest[..4]} {digest[4..8]} {digest[8..12]} {digest[12..16]} … {digest[^4..]}";
}
