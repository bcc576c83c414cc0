using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>The published procedures, read once per published version and node.</summary>
internal sealed class ProcedureCatalogue(IDbContextFactory<StaffFlowsDbContext> databases, Failures failures, Troubles troubles)
{
    private readonly ConcurrentDictionary<string, Procedure?> byVersion = new(StringComparer.Ordinal);

    /// <summary>By definition id, which is the procedure's key as a rule: the key itself can't be read.</summary>
    private readonly ConcurrentDictionary<string, UnreadableRecordException> damaged = new(StringComparer.Ordinal);

    /// <summary>In the order of the catalogue page.</summary>
    public async Task<ImmutableArray<Procedure>> ReadAsync(CancellationToken ct) =>
        [.. (await KnowAsync(await ReadPublishedAsync(ct), ct)).OrderBy(p => p.Settings.Order).ThenBy(p => p.Key, StringComparer.Ordinal)];

    private async Task<IReadOnlyList<PublishedVersion>> ReadPublishedAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await PublishedVersion.ReadAsync(db, ct);
    }

    private async ValueTask<IEnumerable<Procedure>> KnowAsync(IReadOnlyList<PublishedVersion> published, CancellationToken ct)
    {
        foreach (var version in published)
        {
            if (byVersion.ContainsKey(version.Id)) continue;

            await using var db = await databases.CreateDbContextAsync(ct);
            var json = (await db.ReadAsync($"SELECT json FROM workflow_definitions WHERE id = {version.Id}", row => row.GetString(0), ct)).SingleOrDefault();
            if (json is not null && TryRead(version.DefinitionId, version.Id, version.Version, json, out var procedure)) byVersion[version.Id] = procedure;
        }

        return published.Select(version => byVersion.GetValueOrDefault(version.Id)).OfType<Procedure>();
    }

    /// <summary>The version that a case was started with; null where it is gone or cannot be read.</summary>
    public async Task<Procedure?> FindVersionAsync(string versionId, CancellationToken ct)
    {
        if (byVersion.TryGetValue(versionId, out var known)) return known;

        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Definitions.AsNoTracking().Where(d => d.Id == versionId && d.SealedAt != null).Select(d => new { d.DefinitionId, d.Version, d.Json }).SingleOrDefaultAsync(ct);
        if (row is null || !TryRead(row.DefinitionId, versionId, row.Version, row.Json, out var procedure)) return null;

        return byVersion[versionId] = procedure;
    }

    /// <summary>One that is damaged is left out, and read again the next time: the others can be started as ever.</summary>
    private bool TryRead(string definitionId, string versionId, int version, string json, out Procedure? procedure)
    {
        var record = $"definition {versionId}";
        try
        {
            procedure = Procedure.Read(definitionId, versionId, version, JsonNode.Parse(json)?["customProperties"]);
            damaged.TryRemove(definitionId, out _);
            troubles.Over(record);
            return true;
        }
        catch (JsonException broken)
        {
            failures.Hear("reading the procedures", damaged[definitionId] = new UnreadableRecordException(record, broken));
            procedure = null;
            return false;
        }
    }

    /// <exception cref="UnreadableRecordException">There is a definition of that name, and it is damaged.</exception>
    public async Task<Procedure?> FindAsync(string key, CancellationToken ct) => await FindAsync(key, await ReadPublishedAsync(ct), ct);

    /// <param name="published">As the caller has just read them.</param>
    /// <exception cref="UnreadableRecordException">There is a definition of that name, and it is damaged.</exception>
    public async ValueTask<Procedure?> FindAsync(string key, IReadOnlyList<PublishedVersion> published, CancellationToken ct)
    {
        if ((await KnowAsync(published, ct)).FirstOrDefault(p => p.Key == key) is { } procedure) return procedure;
        return damaged.TryGetValue(key, out var failure) ? throw new UnreadableRecordException(failure.Record, failure) : null;
    }
}
