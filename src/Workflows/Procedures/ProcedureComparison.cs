using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using static StaffFlows.Workflows.Procedures.DifferenceKind;

namespace StaffFlows.Workflows.Procedures;

/// <summary>
/// Says in plain words what is otherwise in the later of two versions of a procedure. Steps are the same while their ids are; what a step
/// inherits from its type counts as written.
/// </summary>
public sealed class ProcedureComparison(ProcedureVocabulary words)
{
    public ProcedureDifferences Compare(ProcedureVersion before, ProcedureVersion after)
    {
        var inputs = new StepComparison(words);
        var arrows = new ConnectionComparison(before, after);
        var kept = before.Steps.Where(step => after.FindStep(step.Path) is not null).Select(step => (Before: step, After: after.FindStep(step.Path)!)).ToList();
        var all = Steps(before, after, kept)
            .Concat(kept.SelectMany(pair => inputs.Compare(pair.Before, pair.After)))
            .Concat(arrows.All)
            .Concat(VariableComparison.Compare(before.Definition, after.Definition))
            .Concat(new SettingsComparison(words).Compare(before, after))
            .Concat(Layout(kept));
        return new([.. all.OrderBy(difference => difference.Area)], arrows.Removed, arrows.Added);
    }

    private IEnumerable<Difference> Steps(ProcedureVersion before, ProcedureVersion after, List<(ProcedureStep Before, ProcedureStep After)> kept)
    {
        foreach (var step in after.Steps.Where(step => before.FindStep(step.Path) is null))
        {
            var type = words.TypeName(step.Node.Type);
            yield return new(DifferenceArea.Steps, Added, new($"新增步骤“{step.Name.Zh}”（{type.Zh}）。", $"Step “{step.Name.En}” added ({type.En})."), step.Path);
        }

        foreach (var step in before.Steps.Where(step => after.FindStep(step.Path) is null))
            yield return new(DifferenceArea.Steps, Removed, new($"删除步骤“{step.Name.Zh}”。", $"Step “{step.Name.En}” removed."), step.Path);

        foreach (var (old, now) in kept)
        {
            if (old.Name != now.Name)
                yield return new(DifferenceArea.Steps, Changed, new($"步骤“{old.Name.Zh}”改名为“{now.Name.Zh}”。", $"Step “{old.Name.En}” renamed to “{now.Name.En}”."), now.Path);
            if (old.Node.Type == now.Node.Type) continue;

            var (was, type) = (words.TypeName(old.Node.Type), words.TypeName(now.Node.Type));
            yield return new(DifferenceArea.Steps, Changed, new($"步骤“{now.Name.Zh}”的类型由“{was.Zh}”改为“{type.Zh}”。", $"The type of step “{now.Name.En}” changed from “{was.En}” to “{type.En}”."), now.Path);
        }
    }

    private static IEnumerable<Difference> Layout(List<(ProcedureStep Before, ProcedureStep After)> kept)
    {
        var moved = kept.Count(pair => pair.Before.Node.Metadata.Position != pair.After.Node.Metadata.Position);
        if (moved > 0)
            yield return new(DifferenceArea.Layout, Changed, new LocalizedText($"流程图上移动了 {moved} 个步骤的位置，不影响办理。", $"{moved} step(s) moved in the chart, which means nothing to the run."));
    }
}
