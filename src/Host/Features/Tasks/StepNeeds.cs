using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
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

    /// <returns>By field: “受理”时必填; empty words where every outcome needs it.</returns>
    public async ValueTask<ImmutableDictionary<string, string>> ReadAsync(string? version, UserTask task, Wording say, Func<string, string> words, CancellationToken ct)
    {
        var needs = (await steps.ReadAsync([version], ct)).Values.SingleOrDefault()?.GetValueOrDefault(task.StepId) ?? [];
        return needs.GroupBy(need => need.Field).ToImmutableDictionary(
            field => field.Key,
            field => field.Select(need => need.Outcome).ToHashSet() is var outcomes && task.Outcomes.All(o => outcomes.Contains(o.Key))
                ? ""
                : words(string.Join(Cultures.IsEnglish ? ", " : "、", task.Outcomes.Where(o => outcomes.Contains(o.Key)).Select(o => say.Of(new(o.Zh, o.En))))));
    }
}
