using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Cases;

/// <summary>What steps of definition versions say of themselves, by step id. A version never changes, so each is read once.</summary>
/// <param name="read">What an activity says; null where it says nothing.</param>
internal sealed class PerStep<T>(IDbContextFactory<StaffFlowsDbContext> databases, Func<ActivityNode, T?> read)
    where T : class
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, T>> byVersion = new(StringComparer.Ordinal);

    /// <summary>By version; those that are not there are left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, FrozenDictionary<string, T>>> ReadAsync(IEnumerable<string?> versions, CancellationToken ct)
    {
        var wanted = versions.OfType<string>().Distinct().ToList();
        var missing = wanted.Where(v => !byVersion.ContainsKey(v)).ToList();
        if (missing.Count > 0)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            foreach (var version in await db.Definitions.AsNoTracking().Where(d => missing.Contains(d.Id)).Select(d => new { d.Id, d.Json }).ToListAsync(ct))
                byVersion[version.Id] = Read(version.Json);
        }

        return wanted.Where(byVersion.ContainsKey).ToDictionary(v => v, v => byVersion[v]);
    }

    private FrozenDictionary<string, T> Read(string json) =>
        ActivityTree.Read(WorkflowDefinitionJson.Read(json)).WithDescendants()
            .Select(node => (node.Id, Said: read(node)))
            .Where(step => step.Said is not null)
            .DistinctBy(step => step.Id)
            .ToFrozenDictionary(step => step.Id, step => step.Said!);
}
