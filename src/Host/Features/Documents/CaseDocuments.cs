using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Retention;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <summary>A document that a case has, with all that it says but its proof.</summary>
internal sealed record CaseDocument(DocumentKind Kind, DocumentDraft Draft);

/// <param name="Number">The case's.</param>
/// <param name="Hall">政务服务中心.</param>
internal sealed record DocumentsOfCase(Guid CaseId, string Number, string Hall, ImmutableArray<CaseDocument> Documents)
{
    public CaseDocument? Find(string key, string? part) => Documents.FirstOrDefault(d => d.Kind.Key == key && d.Draft.Part == (part ?? ""));
}

/// <summary>
/// Which documents a case has for a viewer: he sees the case, and may read every field that the document shows. What it says is the same
/// for all who may have it.
/// </summary>
internal sealed class CaseDocuments(IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office)
{
    /// <summary>Null where he sees no such case. An erased one has none any more.</summary>
    public async Task<DocumentsOfCase?> ReadAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Cases.AsNoTracking().VisibleTo(by).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found) return null;

        var snapshot = await office.ReadAsync(ct);
        var form = snapshot.FormAt(found.FormKey, found.FormVersion);
        var kinds = DocumentKinds.All.Where(kind => kind.Form == found.FormKey).ToImmutableArray();
        var isErased = kinds.IsEmpty || await db.CaseEntries.AnyAsync(e => e.CaseId == id && e.TextKey == CaseErasure.Mark, ct);
        if (isErased || found.Number is null) return new(id, found.Number ?? "", "", []);

        var tasks = await db.UserTasks.AsNoTracking().Include(t => t.Candidates).Where(t => t.CaseId == id).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(ct);
        BlindOpinions.Hide(tasks, by);
        var copied = await db.CaseCopies.Where(c => c.CaseId == id && c.PersonId == by.PersonId).Select(c => c.StepId).FirstOrDefaultAsync(ct);
        var reading = FormReading.Of(form, found, tasks, by, copied);
        var publicity = await db.Publicities.AsNoTracking().SingleOrDefaultAsync(p => p.CaseId == id, ct);
        var source = new DocumentSource(found, form, snapshot.Organisation, [.. tasks], publicity is { Notice.Length: > 0 } ? Of(publicity) : null);
        return new(
            id,
            found.Number,
            source.Hall,
            [.. from kind in kinds where IsOpen(kind, reading) from draft in kind.Read(source) select new CaseDocument(kind, draft)]);
    }

    private static bool IsOpen(DocumentKind kind, FormReading reading) => kind.Fields.All(key => reading.Form.FindField(key) is { } field && reading.MayRead(field));

    private static PublishedNotice Of(StoredPublicity stored) => new(
        Notice.FromJson(stored.Notice), stored.Digest, stored.WorkingDays, stored.PostedOn, stored.FirstDay, stored.LastDay, stored.IsProvisional,
        stored.Result is { } result ? PublicityResult.FromJson(result) : null);
}
