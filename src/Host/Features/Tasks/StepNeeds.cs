using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Features.Cases;
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
    private readonly PerStep<(string Outcome, string Field)[]> steps = new(databases, node => OutcomeNeeds.Of(node) is [_, ..] needs ? [.. needs] : null);

    /// <returns>The outcomes that need a field, by field; in the order of the task.</returns>
    public async ValueTask<ImmutableDictionary<string, ImmutableArray<OutcomeChoice>>> ReadAsync(string? version, UserTask task, CancellationToken ct)
    {
        var needs = (await steps.ReadAsync([version], ct)).Values.SingleOrDefault()?.GetValueOrDefault(task.StepId) ?? [];
        return needs.GroupBy(need => need.Field).ToImmutableDictionary(
            field => field.Key,
            field => field.Select(need => need.Outcome).ToHashSet() is var outcomes ? task.Outcomes.Where(o => outcomes.Contains(o.Key)).ToImmutableArray() : []);
    }
}
