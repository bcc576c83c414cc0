using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Definitions in all their versions: one is the latest, at most one is published, published ones never change.</summary>
public sealed partial class DefinitionStore(
    IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock) : IWorkflowDefinitionStore
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] NoContent = ["id", "version", "isLatest", "isPublished", "createdAt"];

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.Id == definitionVersionId), ct);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.DefinitionId == definitionId && d.IsPublished), ct);

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.DefinitionId == definitionId && d.IsLatest), ct);

    /// <summary>All published definitions, by id.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> ReadPublishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Definitions.AsNoTracking().Where(d => d.IsPublished).OrderBy(d => d.DefinitionId).ToListAsync(ct);
        return rows.ConvertAll(ToDefinition);
    }

    /// <summary>
    /// Takes a definition in. The same content as the latest version changes nothing; a latest version that was never
    /// published is replaced; otherwise it becomes version n+1.
    /// </summary>
    /// <param name="publish">Publishes it as well, also where the content was there already.</param>
    public Task<Result<WorkflowDefinition>> ImportAsync(WorkflowDefinition definition, bool publish, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<WorkflowDefinition>(
            async (db, inner) =>
            {
                var latest = await db.Definitions.SingleOrDefaultAsync(d => d.DefinitionId == definition.DefinitionId && d.IsLatest, inner);
                var stored = latest?.ContentHash == HashOf(definition)
                    ? latest
                    : await StoreAsync(db, latest, definition, actorId, inner);
                if (publish) await PublishAsync(db, stored, actorId, inner);
                return ToDefinition(stored);
            },
            ct);

    /// <summary>The latest version becomes the published one; what runs stays on its own.</summary>
    public Task<Result<WorkflowDefinition>> PublishAsync(string definitionId, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<WorkflowDefinition>(
            async (db, inner) =>
            {
                var latest = await db.Definitions.SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.IsLatest, inner);
                if (latest is null) return new Rejection(RejectionKind.NotFound, "definition-unknown", definitionId);
                await PublishAsync(db, latest, actorId, inner);
                return ToDefinition(latest);
            },
            ct);

    private async Task<StoredDefinition> StoreAsync(
        StaffFlowsDbContext db, StoredDefinition? latest, WorkflowDefinition definition, string? actorId, CancellationToken ct)
    {
        var isDraft = latest is { IsPublished: false } && !await WasStartedAsync(db, latest.Id, ct);
        var id = isDraft ? latest!.Id : await FreeIdAsync(db, definition.Id, ct);
        var version = isDraft ? latest!.Version : (latest?.Version ?? 0) + 1;
        var text = WorkflowDefinitionJson.Write(definition with { Id = id, Version = version }).ToJsonString(Readable);
        await AuditAsync(db, definition.DefinitionId, "definition.stored", version, actorId, ct);
        if (isDraft)
        {
            (latest!.Json, latest.Name, latest.ContentHash) = (text, definition.Name, HashOf(definition));
            return latest;
        }

        if (latest is not null) latest.IsLatest = false;
        var stored = new StoredDefinition
        {
            Id = id,
            DefinitionId = definition.DefinitionId,
            Version = version,
            Name = definition.Name,
            IsLatest = true,
            CreatedAt = clock.GetUtcNow(),
            Json = text,
            ContentHash = HashOf(definition),
        };
        db.Definitions.Add(stored);
        return stored;
    }

    private async Task PublishAsync(StaffFlowsDbContext db, StoredDefinition definition, string? actorId, CancellationToken ct)
    {
        if (definition.IsPublished) return;
        foreach (var published in await db.Definitions.Where(d => d.DefinitionId == definition.DefinitionId && d.IsPublished).ToListAsync(ct))
            published.IsPublished = false;
        definition.IsPublished = true;
        await AuditAsync(db, definition.DefinitionId, "definition.published", definition.Version, actorId, ct);
    }

    private Task AuditAsync(StaffFlowsDbContext db, string definitionId, string action, int version, string? actorId, CancellationToken ct) =>
        AuditChain.AppendAsync(
            db, clock.GetUtcNow(), [new($"definition:{definitionId}", action, actorId, new JsonObject { ["version"] = version })], ct);

    /// <summary>A version that was published once may have instances, and those stay on it.</summary>
    private static Task<bool> WasStartedAsync(StaffFlowsDbContext db, string versionId, CancellationToken ct) =>
        db.Instances.AnyAsync(i => i.DefinitionVersionId == versionId, ct);

    private static async Task<string> FreeIdAsync(StaffFlowsDbContext db, string id, CancellationToken ct) =>
        id.Length is 0 or > 64 || await db.Definitions.AnyAsync(d => d.Id == id, ct) ? Guid.CreateVersion7().ToString("N") : id;

    private async Task<WorkflowDefinition?> FindAsync(
        Func<IQueryable<StoredDefinition>, IQueryable<StoredDefinition>> which, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await which(db.Definitions.AsNoTracking()).SingleOrDefaultAsync(ct) is { } row ? ToDefinition(row) : null;
    }

    private static WorkflowDefinition ToDefinition(StoredDefinition row) => WorkflowDefinitionJson.Read(row.Json) with
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        IsLatest = row.IsLatest,
        IsPublished = row.IsPublished,
    };

    private static string HashOf(WorkflowDefinition definition)
    {
        var content = WorkflowDefinitionJson.Write(definition);
        foreach (var member in NoContent) content.Remove(member);
        return CanonicalJson.Digest(content);
    }
}
