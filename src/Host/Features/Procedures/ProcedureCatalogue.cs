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
    public async Task<ImmutableArray<Procedure>> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var published = await db.Definitions.AsNoTracking().Where(d => d.IsPublished).Select(d => new { d.Id, d.DefinitionId }).ToListAsync(ct);
        foreach (var version in published.Where(d => !byVersion.ContainsKey(d.Id)))
        {
            var json = await db.Definitions.AsNoTracking().Where(d => d.Id == version.Id).Select(d => d.Json).SingleAsync(ct);
            if (TryRead(version.DefinitionId, version.Id, json, out var procedure)) byVersion[version.Id] = procedure;
        }

        return [.. published.Select(d => byVersion.GetValueOrDefault(d.Id)).OfType<Procedure>().OrderBy(p => p.Order).ThenBy(p => p.Key, StringComparer.Ordinal)];
    }

    /// <summary>One that is damaged is left out, and read again the next time: the others can be started as ever.</summary>
    private bool TryRead(string definitionId, string versionId, string json, out Procedure? procedure)
    {
        var record = $"definition {versionId}";
        try
        {
            procedure = Procedure.Read(definitionId, versionId, JsonNode.Parse(json)?["customProperties"]);
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
    public async Task<Procedure?> FindAsync(string key, CancellationToken ct)
    {
        if ((await ReadAsync(ct)).FirstOrDefault(p => p.Key == key) is { } procedure) return procedure;
        return damaged.TryGetValue(key, out var failure) ? throw new UnreadableRecordException(failure.Record, failure) : null;
    }
}
