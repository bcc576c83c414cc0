using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>
/// What an outcome means nothing without, so that the page says so before anybody is refused: fields and columns (<c>table.column</c>) by
/// outcome, as the definition version of the case has them in its steps' <c>requiredFields</c>.
/// </summary>
internal sealed class StepNeeds(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, ImmutableArray<(string Outcome, string Field)>>> byVersion = new(StringComparer.Ordinal);

    /// <returns>The outcomes that need a field, by field; in the order of the task.</returns>
    public async ValueTask<ImmutableDictionary<string, ImmutableArray<OutcomeChoice>>> ReadAsync(string? version, UserTask task, CancellationToken ct)
    {
        if (version is null) return ImmutableDictionary<string, ImmutableArray<OutcomeChoice>>.Empty;
        if (!byVersion.TryGetValue(version, out var steps))
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            steps = byVersion[version] = Read(await db.Definitions.AsNoTracking().Where(d => d.Id == version).Select(d => d.Json).SingleAsync(ct));
        }

        return steps.GetValueOrDefault(task.StepId, []).GroupBy(need => need.Field).ToImmutableDictionary(
            field => field.Key,
            field => field.Select(need => need.Outcome).ToHashSet() is var outcomes ? task.Outcomes.Where(o => outcomes.Contains(o.Key)).ToImmutableArray() : []);
    }

    private static FrozenDictionary<string, ImmutableArray<(string Outcome, string Field)>> Read(string json) =>
        ActivityTree.Read(WorkflowDefinitionJson.Read(json)).WithDescendants()
            .Select(node => (node.Id, Needs: OutcomeNeeds.Of(node)))
            .Where(node => node.Needs.Length > 0)
            .DistinctBy(node => node.Id)
            .ToFrozenDictionary(node => node.Id, node => node.Needs);
}
