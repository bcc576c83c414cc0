using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What an owner works on.</summary>
/// <param name="Revision">Of the draft; of the newest version where there is no draft. What is saved or published upon it names it.</param>
/// <param name="SavedAt">Null where there is no draft.</param>
public sealed record FormDraft(Form Form, string Revision, DateTimeOffset? SavedAt);

/// <param name="ActorId">Null for a version that came with a release.</param>
public sealed record FormPublication(int Version, DateTimeOffset At, string? ActorId, string? Note);

/// <summary>
/// The next version of a form while it is being made: one draft per form, kept beside its versions under a number that no version has.
/// Publishing makes it version n+1; cases keep theirs.
/// </summary>
public sealed class FormDrafts(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    public const string ChangedMeanwhile = "form-changed-meanwhile";

    public const int MaxNote = 500;

    /// <summary>Null where there is no such form.</summary>
    public async Task<FormDraft?> FindAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Forms.AsNoTracking().Where(f => f.Key == key).ToListAsync(ct);
        return TopOf(rows) is { } top ? Read(top) : null;
    }

    /// <param name="seen">What the owner had before him; refused (kind Conflict) where another has saved since.</param>
    public Task<Result<FormDraft>> SaveAsync(Form form, string seen, string actorId, CancellationToken ct) => ChangeAsync<FormDraft>(
        form.Key, seen, async (db, rows, inner) =>
        {
            var json = OfficeJson.Write(form);
            var draft = Replace(db, rows, form.Key, json, CanonicalJson.Digest(json));
            await RecordAsync(db, form.Key, "form.draft-saved", actorId, new() { ["contentDigest"] = draft.ContentHash }, inner);
            return Read(draft);
        }, ct);

    /// <summary>Answers the number of the new version. Refused where there is no draft.</summary>
    public Task<Result<int>> PublishAsync(string key, string seen, string note, string actorId, CancellationToken ct) => ChangeAsync<int>(
        key, seen, async (db, rows, inner) =>
        {
            if (rows.Find(row => row.Version == StoredForm.Draft) is not { } draft) return new Rejection(RejectionKind.InvalidState, "form-no-draft");

            var version = rows.Max(row => row.Version) + 1;
            db.Forms.Remove(draft);
            db.Forms.Add(new() { Key = key, Version = version, Json = draft.Json, ContentHash = draft.ContentHash, CreatedAt = clock.GetUtcNow() });
            await RecordAsync(db, key, Published, actorId, new() { ["version"] = version, ["contentDigest"] = draft.ContentHash, ["note"] = note }, inner);
            return version;
        }, ct);

    public Task<Result<bool>> DiscardAsync(string key, string seen, string actorId, CancellationToken ct) => ChangeAsync<bool>(
        key, seen, async (db, rows, inner) =>
        {
            if (rows.Find(row => row.Version == StoredForm.Draft) is not { } draft) return false;
            db.Forms.Remove(draft);
            await RecordAsync(db, key, "form.draft-discarded", actorId, new() { ["contentDigest"] = draft.ContentHash }, inner);
            return true;
        }, ct);

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<FormPublication>> ReadHistoryAsync(string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await db.Forms.AsNoTracking().Where(f => f.Key == key && f.Version != StoredForm.Draft).OrderByDescending(f => f.Version).Select(f => new { f.Version, f.CreatedAt }).ToListAsync(ct);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.Aggregate == $"form:{key}" && e.Action == Published).Select(e => new { e.ActorId, e.Details }).ToListAsync(ct);
        var notes = entries.Select(e => (e.ActorId, Details: JsonNode.Parse(e.Details ?? "{}")!)).Where(e => e.Details["version"] is not null).ToLookup(e => e.Details["version"]!.GetValue<int>());
        return [.. versions.Select(v => new FormPublication(v.Version, v.CreatedAt, notes[v.Version].FirstOrDefault().ActorId, notes[v.Version].FirstOrDefault().Details?["note"]?.GetValue<string>()))];
    }

    private const string Published = "form.published";

    private Task<Result<T>> ChangeAsync<T>(string key, string seen, Func<StaffFlowsDbContext, List<StoredForm>, CancellationToken, Task<Result<T>>> change, CancellationToken ct) => queue.WriteAsync<T>(
        async (db, inner) =>
        {
            // first, so that two owners come one after the other
            await db.BumpSnapshotAsync(SnapshotKinds.Forms, inner);
            var rows = await db.Forms.Where(f => f.Key == key).ToListAsync(inner);
            if (TopOf(rows) is not { } top) return new Rejection(RejectionKind.NotFound, "not-found");
            return top.ContentHash == seen ? await change(db, rows, inner) : new Rejection(RejectionKind.Conflict, ChangedMeanwhile);
        },
        ct);

    private StoredForm Replace(StaffFlowsDbContext db, List<StoredForm> rows, string key, string json, string hash)
    {
        var draft = rows.Find(row => row.Version == StoredForm.Draft);
        if (draft is null) return db.Forms.Add(new() { Key = key, Version = StoredForm.Draft, Json = json, ContentHash = hash, CreatedAt = clock.GetUtcNow() }).Entity;

        (draft.Json, draft.ContentHash, draft.CreatedAt) = (json, hash, clock.GetUtcNow());
        return draft;
    }

    private static StoredForm? TopOf(List<StoredForm> rows) => rows.Find(row => row.Version == StoredForm.Draft) ?? rows.MaxBy(row => row.Version);

    private static FormDraft Read(StoredForm row) => new(OfficeJson.ReadForm(row.Json, row.Version), row.ContentHash, row.Version == StoredForm.Draft ? row.CreatedAt : null);

    private Task RecordAsync(StaffFlowsDbContext db, string key, string action, string actorId, JsonObject details, CancellationToken ct) =>
        AuditChain.AppendAsync(db, clock.GetUtcNow(), [new AuditRecorded($"form:{key}", action, actorId, details)], ct);
}
