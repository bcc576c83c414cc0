using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>A step of several persons that could not be counted, or that counts otherwise than its settings suggest.</summary>
internal sealed class TallySettings : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        definition.Nodes.Where(node => node.Type == UserTaskActivity.TypeName).SelectMany(Check);

    private static IEnumerable<Finding> Check(ActivityNode node)
    {
        var isKnown = ConstantInput.TryRead(node, TallyInputs.Mode, out var text);
        if (isKnown && !TallyInputs.TryReadWord<UserTaskMode>(text, out _))
            yield return Of(node, FindingSeverity.Error, TallyInputs.Mode.Name, "的多人方式只能是 one、any、all、ratio 或 inTurn。", "has a mode that is none of one, any, all, ratio and inTurn.");
        if (ConstantInput.TryRead(node, TallyInputs.Divided, out var divided) && !TallyInputs.TryReadWord<WhenDivided>(divided, out _))
            yield return Of(node, FindingSeverity.Error, TallyInputs.Divided.Name, "意见不一致时的做法只能是 firstNo 或 majority。", "has an answer in whenDivided that is neither firstNo nor majority.");
        if (ConstantInput.TryRead(node, TallyInputs.Ratio, out var ratio) && !TallyInputs.IsRatio(ratio))
            yield return Of(node, FindingSeverity.Error, TallyInputs.Ratio.Name, "的票决比例应在 1 到 100 之间。", "has a ratio that is not from 1 to 100.");

        foreach (var finding in CheckOutcomes(node)) yield return finding;

        if (isKnown && text is "one" or "any" && ConstantInput.TryRead(node, TallyInputs.Blind, out var blind) && blind)
            yield return Of(node, FindingSeverity.Warning, TallyInputs.Blind.Name, "只由一人办理，意见互不可见没有作用。", "is decided by one person, so hiding opinions does nothing.");
    }

    private static IEnumerable<Finding> CheckOutcomes(ActivityNode node)
    {
        if (OutcomeLabels.TryRead(node) is not { } outcomes) yield break;

        if (ConstantInput.TryRead(node, TallyInputs.Abstain, out var abstain) && abstain.Length > 0 && outcomes.All(o => o.Key != abstain))
            yield return Of(node, FindingSeverity.Error, TallyInputs.Abstain.Name, $"没有办理结果“{abstain}”。", $"has no outcome “{abstain}”.");
        if (!ConstantInput.TryRead(node, TallyInputs.Veto, out var value)) yield break;

        if (TallyInputs.TryReadVeto(value) is not { } veto)
            yield return Of(node, FindingSeverity.Error, TallyInputs.Veto.Name, "一票否决的结果应为列表。", "has a vetoOutcomes that is no list.");
        else if (veto.FirstOrDefault(key => outcomes.All(o => o.Key != key)) is { } unknown)
            yield return Of(node, FindingSeverity.Error, TallyInputs.Veto.Name, $"没有办理结果“{unknown}”。", $"has no outcome “{unknown}”.");
    }

    private static Finding Of(ActivityNode node, FindingSeverity severity, string input, string zh, string en) =>
        new("user-task-invalid", severity, node.NodeId, new($"“{node.DisplayName}”{zh}", $"“{node.DisplayName}” {en}")) { Input = input };
}
