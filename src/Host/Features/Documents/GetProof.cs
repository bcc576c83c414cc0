using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.Features.Documents;

/// <summary>What is told of a paper whose code was read: that it was made here, and when; nothing of what it says.</summary>
/// <param name="IsLatest">No other content was issued for it since.</param>
internal sealed record DocumentProof(DocumentKind Kind, string Number, IssuedDocument Issued, bool IsLatest);

/// <summary>Whether a paper is what the hall has issued. For everybody who holds it: the digest is the key.</summary>
internal sealed class GetProof(DocumentStore store, IDbContextFactory<StaffFlowsDbContext> databases)
{
    public async Task<Result<DocumentProof>> ExecuteAsync(Guid caseId, string key, string? digest, CancellationToken ct)
    {
        var issued = digest is { Length: 64 } && DocumentKinds.Find(key) is not null ? await store.ReadIssuedAsync(caseId, key, ct) : [];
        if (issued.FirstOrDefault(d => string.Equals(d.Digest, digest, StringComparison.OrdinalIgnoreCase)) is not { } found) return new Rejection(RejectionKind.NotFound, "not-found");

        await using var db = await databases.CreateDbContextAsync(ct);
        var number = await db.Cases.Where(c => c.Id == caseId).Select(c => c.Number).SingleAsync(ct);
        return new DocumentProof(DocumentKinds.Find(key)!, number!, found, issued.Last(d => d.Part == found.Part).Digest == found.Digest);
    }
}
