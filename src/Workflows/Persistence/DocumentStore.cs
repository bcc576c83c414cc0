using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A template without its file.</summary>
public sealed record TemplateVersion(string Kind, int Version, string FileName, string Sha256, string? AddedById, int? RestoredFrom, DateTimeOffset AddedAt);

/// <summary>A file that is to be the next version. It is checked already.</summary>
/// <param name="RestoredFrom">The version whose content it is; null for an upload.</param>
public sealed record NewTemplate(string Kind, string FileName, ReadOnlyMemory<byte> Content, string? ById, int? RestoredFrom);

/// <summary>Keeps templates, version by version, and which documents were made on them.</summary>
public sealed class DocumentStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    /// <summary>All versions of all kinds, the newest first.</summary>
    public async Task<ImmutableArray<TemplateVersion>> ReadVersionsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return
        [
            .. await db.DocumentTemplates.AsNoTracking().OrderBy(t => t.Kind).ThenByDescending(t => t.Version)
                .Select(t => new TemplateVersion(t.Kind, t.Version, t.FileName, t.Sha256, t.AddedById, t.RestoredFrom, t.AddedAt)).ToListAsync(ct),
        ];
    }

    /// <summary>Which contents there are of which kinds.</summary>
    public async Task<HashSet<(string Kind, string Sha256)>> ReadDigestsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. await db.ReadAsync($"SELECT kind, sha256 FROM document_templates", row => (row.GetString(0), row.GetString(1)), ct)];
    }

    public async Task<DocumentTemplate?> FindTemplateAsync(string kind, int version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.DocumentTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Version == version, ct);
    }

    /// <summary>Answers the version that is in use afterwards. What is in use already makes no new one.</summary>
    public Task<Result<int>> AddTemplateAsync(NewTemplate template, CancellationToken ct) => queue.WriteAsync<int>(
        async (db, inner) =>
        {
            await db.HoldAsync($"document-template:{template.Kind}", isShared: false, inner);
            return await AddAsync(db, template, await LatestAsync(db, template.Kind, inner), inner);
        },
        ct);

    /// <summary>A template of this release, where there is none of its kind or nobody has put his own in the place of an earlier release's.</summary>
    public Task<Result<int>> TakeShippedAsync(string kind, string fileName, ReadOnlyMemory<byte> content, CancellationToken ct) => queue.WriteAsync<int>(
        async (db, inner) =>
        {
            await db.HoldAsync($"document-template:{kind}", isShared: false, inner);
            var latest = await LatestAsync(db, kind, inner);
            return latest is { AddedById: not null } ? latest.Version : await AddAsync(db, new(kind, fileName, content, null, null), latest, inner);
        },
        ct);

    /// <summary>The document that says this, as it was first made; made now on the newest template where it says something new.</summary>
    public Task<Result<IssuedDocument>> IssueAsync(Guid caseId, string kind, string part, string digest, string byId, CancellationToken ct) => queue.WriteAsync<IssuedDocument>(
        async (db, inner) =>
        {
            await db.HoldAsync($"document:{caseId:N}", isShared: false, inner);
            if (await db.IssuedDocuments.FindAsync([caseId, kind, part, digest], inner) is { } known) return known;
            if (await LatestAsync(db, kind, inner) is not { } template) return new Rejection(RejectionKind.NotFound, "template-missing", kind);

            var document = new IssuedDocument
            {
                CaseId = caseId, Kind = kind, Part = part, Digest = digest, TemplateVersion = template.Version, IssuedById = byId, IssuedAt = clock.GetUtcNow(),
            };
            db.IssuedDocuments.Add(document);
            var details = new JsonObject { ["document"] = kind, ["part"] = part, ["digest"] = digest, ["templateVersion"] = template.Version };
            await AuditChain.AppendAsync(db, document.IssuedAt, [new(CommitScope.Chain(caseId), "document.issued", byId, details)], inner);
            return document;
        },
        ct);

    /// <summary>The documents of a kind that were made for a case, the latest last.</summary>
    public async Task<ImmutableArray<IssuedDocument>> ReadIssuedAsync(Guid caseId, string kind, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. await db.IssuedDocuments.AsNoTracking().Where(d => d.CaseId == caseId && d.Kind == kind).OrderBy(d => d.IssuedAt).ToListAsync(ct)];
    }

    private static Task<TemplateVersion?> LatestAsync(StaffFlowsDbContext db, string kind, CancellationToken ct) =>
        db.DocumentTemplates.AsNoTracking().Where(t => t.Kind == kind).OrderByDescending(t => t.Version)
            .Select(t => new TemplateVersion(t.Kind, t.Version, t.FileName, t.Sha256, t.AddedById, t.RestoredFrom, t.AddedAt)).FirstOrDefaultAsync(ct);

    private async Task<int> AddAsync(StaffFlowsDbContext db, NewTemplate template, TemplateVersion? latest, CancellationToken ct)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(template.Content.Span));
        if (latest?.Sha256 == digest) return latest.Version;

        var added = new DocumentTemplate
        {
            Kind = template.Kind,
            Version = (latest?.Version ?? 0) + 1,
            FileName = template.FileName,
            Content = template.Content.ToArray(),
            Sha256 = digest,
            AddedById = template.ById,
            RestoredFrom = template.RestoredFrom,
            AddedAt = clock.GetUtcNow(),
        };
        db.DocumentTemplates.Add(added);
        var details = new JsonObject { ["version"] = added.Version, ["sha256"] = digest, ["restoredFrom"] = added.RestoredFrom };
        await AuditChain.AppendAsync(db, added.AddedAt, [new($"document-template:{template.Kind}", "document-template.added", template.ById, details)], ct);
        return added.Version;
    }
}
