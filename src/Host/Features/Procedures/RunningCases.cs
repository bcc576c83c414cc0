using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Procedures;

/// <param name="NodeId">Where they wait.</param>
internal sealed record CasesAtStep(string NodeId, int Count);

/// <param name="Total">Each case once, also where it waits at several steps or at none (an incident).</param>
internal sealed record CasesOfVersion(int Version, int Total, ImmutableArray<CasesAtStep> Steps);

/// <summary>How many cases of a procedure run, on which version and at which step. Numbers only: they say nothing of any one case.</summary>
internal sealed class RunningCases(IDbContextFactory<StaffFlowsDbContext> databases)
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Alive(db).GroupBy(i => i.DefinitionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>The newest version first.</summary>
    public async Task<ImmutableArray<CasesOfVersion>> ReadAsync(string definitionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var alive = Alive(db).Where(i => i.DefinitionId == definitionId);
        var totals = await alive.GroupBy(i => i.DefinitionVersion).Select(g => new { Version = g.Key, Count = g.Count() }).ToListAsync(ct);
        var waiting = await alive.Join(db.Bookmarks, i => i.Id, b => b.InstanceId, (i, b) => new { i.DefinitionVersion, b.NodeId, i.Id }).Distinct()
            .GroupBy(w => new { w.DefinitionVersion, w.NodeId }).Select(g => new { g.Key.DefinitionVersion, g.Key.NodeId, Count = g.Count() }).ToListAsync(ct);
        return
        [
            .. totals.OrderByDescending(t => t.Version).Select(t => new CasesOfVersion(
                t.Version, t.Count, [.. waiting.Where(w => w.DefinitionVersion == t.Version).OrderByDescending(w => w.Count).ThenBy(w => w.NodeId, StringComparer.Ordinal).Select(w => new CasesAtStep(w.NodeId, w.Count))])),
        ];
    }

    private static IQueryable<Workflows.Persistence.Model.StoredInstance> Alive(StaffFlowsDbContext db) => db.Instances.AsNoTracking()
        .Where(i => i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled && db.Cases.Any(c => c.InstanceId == i.Id));
}
