using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <param name="Of">Which of several of that kind; to be given as <c>of</c>. Null where there is one.</param>
internal sealed record ListedDocument(string Key, string? Of, string Name);

/// <summary>The documents of a case that the viewer may have.</summary>
internal sealed class GetDocuments(CaseDocuments documents, Wording say)
{
    public async Task<Result<ImmutableArray<ListedDocument>>> ExecuteAsync(Guid caseId, Viewer by, CancellationToken ct) =>
        await documents.ReadAsync(caseId, by, ct) is { } all
            ? all.Documents.Select(d => new ListedDocument(d.Kind.Key, d.Draft.Part.Length > 0 ? d.Draft.Part : null, DocumentNames.Of(d, say))).ToImmutableArray()
            : new Rejection(RejectionKind.NotFound, "not-found");
}
