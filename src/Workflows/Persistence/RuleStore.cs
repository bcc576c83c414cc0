using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Takes profiles and forms over. A changed content is version n+1; the same content changes nothing; no version is ever replaced.</summary>
public sealed class RuleStore(IWriteQueue queue, TimeProvider clock)
{
    /// <summary>Answers how many new versions there are. The versions that the files name are not used.</summary>
    public Task<Result<int>> ImportProfilesAsync(IReadOnlyCollection<Profile> profiles, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<int>(
            async (db, inner) =>
            {
                var stored = await db.Profiles.AsNoTracking().Select(p => new Stored(p.Key, p.Version, p.ContentHash)).ToListAsync(inner);
                var changed = Changed(profiles.Select(p => (p.Key, OfficeJson.Write(p))), stored);
                db.Profiles.AddRange(changed.Select(c => new StoredProfile
                {
                    Key = c.Key,
                    Version = c.Version,
                    Json = c.Json,
                    ContentHash = CanonicalJson.Digest(c.Json),
                    CreatedAt = clock.GetUtcNow(),
                }));
                return await RecordAsync(db, SnapshotKinds.Profiles, "profile", changed, actorId, inner);
            },
            ct);

    /// <inheritdoc cref="ImportProfilesAsync"/>
    public Task<Result<int>> ImportFormsAsync(IReadOnlyCollection<Form> forms, string? actorId, CancellationToken ct) =>
        queue.WriteAsync<int>(
            async (db, inner) =>
            {
                var stored = await db.Forms.AsNoTracking().Where(f => f.Version != StoredForm.Draft).Select(f => new Stored(f.Key, f.Version, f.ContentHash)).ToListAsync(inner);
                var changed = Changed(forms.Select(f => (f.Key, OfficeJson.Write(f))), stored);
                db.Forms.AddRange(changed.Select(c => new StoredForm
                {
                    Key = c.Key,
                    Version = c.Version,
                    Json = c.Json,
                    ContentHash = CanonicalJson.Digest(c.Json),
                    CreatedAt = clock.GetUtcNow(),
                }));
                return await RecordAsync(db, SnapshotKinds.Forms, "form", changed, actorId, inner);
            },
            ct);

    private static List<Change> Changed(IEnumerable<(string Key, string Json)> incoming, List<Stored> stored)
    {
        var latest = stored.GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Version)!);
        return
        [
            .. incoming
                .Where(i => latest.GetValueOrDefault(i.Key)?.ContentHash != CanonicalJson.Digest(i.Json))
                .Select(i => new Change(i.Key, (latest.GetValueOrDefault(i.Key)?.Version ?? 0) + 1, i.Json)),
        ];
    }

    private async Task<int> RecordAsync(
        StaffFlowsDbContext db, string snapshot, string aggregate, List<Change> changed, string? actorId, CancellationToken ct)
    {
        if (changed.Count == 0) return 0;
        await db.BumpSnapshotAsync(snapshot, ct);
        await AuditChain.AppendAsync(
            db,
            clock.GetUtcNow(),
            changed.Select(c => new Cases.AuditRecorded($"{aggregate}:{c.Key}", $"{aggregate}.imported", actorId, new JsonObject
            {
                ["version"] = c.Version,
                ["contentDigest"] = CanonicalJson.Digest(c.Json),
            })),
            ct);
        return changed.Count;
    }

    private sealed record Stored(string Key, int Version, string ContentHash);

    private sealed record Change(string Key, int Version, string Json);
}
