using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// One definition's versions within a write, held until the commit: nobody else changes them, and nobody starts one of them.
/// Every change is a link of the definition's audit chain.
/// </summary>
internal sealed class DefinitionVersions
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] NoContent = ["id", "version", "isLatest", "isPublished", "createdAt"];

    private readonly StaffFlowsDbContext db;
    private readonly string definitionId;
    private readonly DateTimeOffset now;
    private readonly string? actorId;

    private DefinitionVersions(StaffFlowsDbContext db, string definitionId, DateTimeOffset now, string? actorId, List<StoredDefinition> rows) =>
        (this.db, this.definitionId, this.now, this.actorId, Rows) = (db, definitionId, now, actorId, rows);

    /// <summary>Newest first.</summary>
    public List<StoredDefinition> Rows { get; }

    public StoredDefinition? Latest => Rows.Find(row => row.IsLatest);

    public StoredDefinition? Published => Rows.Find(row => row.IsPublished);

    public static async Task<DefinitionVersions> HoldAsync(
        StaffFlowsDbContext db, string definitionId, DateTimeOffset now, string? actorId, CancellationToken ct)
    {
        await db.HoldAsync(Activation.WordOf(definitionId), isShared: false, ct);
        var rows = await db.Definitions.Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version).ToListAsync(ct);
        return new(db, definitionId, now, actorId, rows);
    }

    /// <summary>SHA-256 of the content without version and flags.</summary>
    public static string HashOf(WorkflowDefinition definition)
    {
        var content = WorkflowDefinitionJson.Write(definition);
        foreach (var member in NoContent) content.Remove(member);
        return CanonicalJson.Digest(content);
    }

    /// <exception cref="UnreadableRecordException">Its JSON is damaged.</exception>
    public static WorkflowDefinition ToDefinition(KeptDraft draft) => Read(draft.Json, $"kept draft {draft.Id:N}") with { DefinitionId = draft.DefinitionId, IsLatest = false, IsPublished = false };

    /// <exception cref="UnreadableRecordException">Its JSON is damaged.</exception>
    public static WorkflowDefinition ToDefinition(StoredDefinition row) => Read(row.Json, $"definition {row.Id}") with
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        IsLatest = row.IsLatest,
        IsPublished = row.IsPublished,
    };

    /// <summary>The latest version, where its content is this one already, or else the content as a version of its own, whatever the latest is.</summary>
    public async Task<StoredDefinition> AddUnlessLatestAsync(WorkflowDefinition definition, CancellationToken ct) =>
        Latest is { } latest && latest.ContentHash == HashOf(definition) ? latest : await StoreAsync(definition, ct, keepsDraft: true);

    /// <summary>Null where the latest version is still what the author had before him, or is what he wants it to be.</summary>
    /// <param name="wanted">Null where he wants no other content.</param>
    public async Task<Rejection?> FindChangeSinceAsync(string? madeFrom, WorkflowDefinition? wanted, CancellationToken ct)
    {
        if (madeFrom is null || Latest is not { } latest || latest.ContentHash == madeFrom || (wanted is not null && latest.ContentHash == HashOf(wanted))) return null;

        var change = await db.AuditEntries.Where(e => e.Aggregate == Chain).OrderByDescending(e => e.Sequence).Select(e => new { e.ActorId, e.At }).FirstAsync(ct);
        return new(RejectionKind.Conflict, DefinitionStore.ChangedMeanwhile, change.ActorId ?? "", $"{change.At:O}");
    }

    /// <summary>Over a draft in place, unless instances were started from it; otherwise, and as a copy of an old version, as version n+1.</summary>
    /// <param name="keepsDraft">Leaves a draft in the history and becomes version n+1 in any case.</param>
    public async Task<StoredDefinition> StoreAsync(WorkflowDefinition definition, CancellationToken ct, bool keepsDraft = false)
    {
        var latest = Latest;
        var stored = !keepsDraft && latest is { SealedAt: null } && !await db.Instances.AnyAsync(i => i.DefinitionVersionId == latest.Id, ct)
            ? latest
            : await AddAsync(definition, ct);
        (stored.Json, stored.Name, stored.ContentHash) = (TextOf(definition, stored.Id, stored.Version), definition.Name, HashOf(definition));
        await AuditAsync("definition.stored", new() { ["version"] = stored.Version }, ct);
        return stored;
    }

    public async Task<StoredDefinition> RevertAsync(StoredDefinition old, CancellationToken ct)
    {
        var definition = ToDefinition(old);
        var stored = await AddAsync(definition, ct);
        (stored.Json, stored.ContentHash) = (TextOf(definition, stored.Id, stored.Version), old.ContentHash);
        await AuditAsync("definition.reverted", new() { ["version"] = stored.Version, ["from"] = old.Version }, ct);
        return stored;
    }

    /// <summary>Published again, a version keeps its schedules; triggers that an earlier release did not know are indexed.</summary>
    /// <param name="note">Why, in the words of whoever publishes.</param>
    public async Task PublishAsync(StoredDefinition row, ActivityCatalog catalog, string? note, CancellationToken ct)
    {
        if (row.IsPublished)
        {
            if (!await db.Triggers.AnyAsync(t => t.DefinitionVersionId == row.Id, ct))
                await TriggerRows.ReplaceAsync(db, definitionId, TriggersOf(row, catalog), ct);
            return;
        }

        foreach (var published in Rows.Where(r => r.IsPublished)) published.IsPublished = false;
        (row.IsPublished, row.SealedAt) = (true, row.SealedAt ?? now);
        await TriggerRows.ReplaceAsync(db, definitionId, TriggersOf(row, catalog), ct);
        await AuditAsync("definition.published", note is null ? new() { ["version"] = row.Version } : new() { ["version"] = row.Version, ["note"] = note }, ct);
    }

    public async Task RetractAsync(StoredDefinition published, CancellationToken ct)
    {
        published.IsPublished = false;
        await TriggerRows.ReplaceAsync(db, definitionId, [], ct);
        await AuditAsync("definition.retracted", new() { ["version"] = published.Version }, ct);
    }

    /// <summary>Refused where instances still need one of them: those that run, and faulted ones, which can be taken up again.</summary>
    public async Task<Rejection?> DeleteAsync(IReadOnlyCollection<StoredDefinition> gone, CancellationToken ct)
    {
        var ids = gone.Select(row => row.Id).ToList();
        var needed = await db.Instances.CountAsync(
            i => ids.Contains(i.DefinitionVersionId) && i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled, ct);
        if (needed > 0) return new Rejection(RejectionKind.InvalidState, "definition-in-use", $"{needed}");

        if (gone.Any(row => row.IsPublished)) await TriggerRows.ReplaceAsync(db, definitionId, [], ct);
        foreach (var row in gone)
        {
            db.Definitions.Remove(row);
            Rows.Remove(row);
            await AuditAsync("definition.deleted", new() { ["version"] = row.Version, ["id"] = row.Id }, ct);
        }

        if (Latest is null && Rows.Count > 0) Rows[0].IsLatest = true;
        return null;
    }

    private async Task<StoredDefinition> AddAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        if (Latest is { } latest) (latest.IsLatest, latest.SealedAt) = (false, latest.SealedAt ?? now);
        var stored = new StoredDefinition
        {
            Id = await FreeIdAsync(definition.Id, ct),
            DefinitionId = definitionId,
            Version = (Rows.FirstOrDefault()?.Version ?? 0) + 1,
            Name = definition.Name,
            IsLatest = true,
            CreatedAt = now,
            Json = "",
            ContentHash = "",
        };
        db.Definitions.Add(stored);
        Rows.Insert(0, stored);
        return stored;
    }

    /// <summary>Null where its JSON is damaged.</summary>
    public static WorkflowDefinition? TryRead(StoredDefinition row)
    {
        try
        {
            return ToDefinition(row);
        }
        catch (UnreadableRecordException)
        {
            return null;
        }
    }

    private static WorkflowDefinition Read(string json, string what)
    {
        try
        {
            return WorkflowDefinitionJson.Read(json);
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException or InvalidOperationException)
        {
            throw new UnreadableRecordException(what, damaged);
        }
    }

    /// <summary>The one in the file is for a definition that is new here: a deleted version's id would bring it back to nodes that remember it.</summary>
    private async Task<string> FreeIdAsync(string id, CancellationToken ct) =>
        id.Length is 0 or > 64
        || db.Definitions.Local.Any(d => d.Id == id)
        || await db.Definitions.AnyAsync(d => d.Id == id, ct)
        || await db.AuditHeads.AnyAsync(h => h.Aggregate == Chain, ct)
            ? Guid.CreateVersion7().ToString("N")
            : id;

    /// <exception cref="FormatException">The definition does not compile.</exception>
    private ImmutableArray<Trigger> TriggersOf(StoredDefinition row, ActivityCatalog catalog) =>
        TriggerIndex.Of(WorkflowGraph.Compile(ToDefinition(row), catalog), now);

    private string Chain => $"definition:{definitionId}";

    private Task AuditAsync(string action, JsonObject details, CancellationToken ct) =>
        AuditChain.AppendAsync(db, now, [new(Chain, action, actorId, details)], ct);

    public static string TextOf(WorkflowDefinition definition) => TextOf(definition, definition.Id, definition.Version);

    private static string TextOf(WorkflowDefinition definition, string id, int version) =>
        WorkflowDefinitionJson.Write(definition with { Id = id, Version = version }).ToJsonString(Readable);
}
