using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>The outcomes of a task as its page offers them, and what each of them needs.</summary>
internal sealed class OutcomeButtons(StepNeeds needs, Wording say, IStringLocalizer<Texts> texts)
{
    /// <param name="Needed">What is said at a field of the page: “受理”时必填; empty words where every outcome needs it.</param>
    internal sealed record Offer(ImmutableArray<OutcomeButton> Buttons, ImmutableDictionary<string, string> Needed);

    public async ValueTask<Offer> ReadAsync(UserTask task, Case @case, Form form, CancellationToken ct)
    {
        var byField = await needs.ReadAsync(@case.DefinitionVersionId, task, ct);
        var buttons = task.Outcomes.Select(o => Button(o, task, @case)).ToImmutableArray();
        return new(
            [.. buttons.Select(button => button with { Fields = button.IsConfirmed ? [.. byField.Where(need => IsOwn(need.Key, need.Value, button)).Select(need => need.Key)] : [] })],
            byField.ToImmutableDictionary(need => need.Key, need => need.Value.Length == task.Outcomes.Count ? "" : NeededFor(need.Value)));

        bool IsOwn(string field, ImmutableArray<OutcomeChoice> outcomes, OutcomeButton button) =>
            outcomes is [var only] && only.Key == button.Key && form.FindField(field) is { } found && form.MayWrite(task.StepId, found) && form.RightOf(task.StepId, found) is not FieldRight.Required;
    }

    private string NeededFor(ImmutableArray<OutcomeChoice> outcomes) =>
        texts["form.neededFor", string.Join(Cultures.IsEnglish ? ", " : "、", outcomes.Select(o => say.Of(new(o.Zh, o.En))))];

    private OutcomeButton Button(OutcomeChoice outcome, UserTask task, Case @case) => new(
        outcome.Key, say.Of(new(outcome.Zh, outcome.En)), outcome.Intent, outcome.OpinionRequired,
        Find("consequence", outcome.Key, task, @case), Find("confirm", outcome.Key, task, @case));

    /// <summary>Of the step where there is one, else of the procedure.</summary>
    private string? Find(string kind, string outcome, UserTask task, Case @case) =>
        new[] { $"task.{kind}.{@case.Procedure}.{task.StepId}.{outcome}", $"task.{kind}.{@case.Procedure}.{outcome}" }
            .Select(key => texts[key]).FirstOrDefault(text => !text.ResourceNotFound)?.Value;
}
