using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>The published procedures, read once per published version and node.</summary>
internal sealed class ProcedureCatalogue(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private readonly ConcurrentDictionary<string, Procedure?> byVersion = new(StringComparer.Ordinal);

    /// <summary>In the order of the catalogue page.</summary>
    public async Task<ImmutableArray<Procedure>> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var published = await db.Definitions.AsNoTracking().Where(d => d.IsPublished).Select(d => new { d.Id, d.DefinitionId }).ToListAsync(ct);
        foreach (var version in published.Where(d => !byVersion.ContainsKey(d.Id)))
        {
            var json = await db.Definitions.AsNoTracking().Where(d => d.Id == version.Id).Select(d => d.Json).SingleAsync(ct);
            byVersion[version.Id] = Procedure.Read(version.DefinitionId, version.Id, json);
        }

        return [.. published.Select(d => byVersion[d.Id]).OfType<Procedure>().OrderBy(p => p.Order).ThenBy(p => p.Key, StringComparer.Ordinal)];
    }

    public async Task<Procedure?> FindAsync(string key, CancellationToken ct) => (await ReadAsync(ct)).FirstOrDefault(p => p.Key == key);
}
