using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Personnel.Assignees;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>A user task with outcomes, a mode or answers that it does not understand: it would fault when it is reached.</summary>
internal sealed class TaskSettings : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        definition.Nodes.Where(node => node.Type == UserTaskActivity.TypeName).SelectMany(Check);

    private static IEnumerable<Finding> Check(ActivityNode node)
    {
        if (ConstantInput.TryRead(node, UserTaskStep.OutcomeKeys, out var keys) && ConstantInput.TryRead(node, UserTaskStep.Labels, out var labels))
        {
            var outcomes = OutcomeLabels.TryRead(keys, labels);
            if (outcomes is null)
                yield return Wrong(node, UserTaskStep.OutcomeKeys.Name, "“{0}”的办理结果不是键各不相同的列表，或与其说法对不上。", "The outcomes of “{0}” are no list with different keys, or don't match their labels.");

            foreach (var input in (Input<string>[])[UserTaskStep.TimeoutOutcomeText, UserTaskStep.SkipOutcomeText])
            {
                if (outcomes is { } known && ConstantInput.TryRead(node, input, out var key) && key.Length > 0 && known.All(o => o.Key != key))
                    yield return Wrong(node, input.Name, $"“{{0}}”没有办理结果“{key}”。", $"“{{0}}” has no outcome “{key}”.");
            }
        }

        if (Fails(node, UserTaskStep.WhenNobodyText, text => WhenNobody.TryParse(text, out _))) yield return UnknownAnswer(node, UserTaskStep.WhenNobodyText);
        if (Fails(node, UserTaskStep.WhenApplicantText, text => Enum.TryParse<WhenApplicant>(text, ignoreCase: true, out _))) yield return UnknownAnswer(node, UserTaskStep.WhenApplicantText);
        if (Fails(node, UserTaskStep.WhenRepeatedText, text => Enum.TryParse<WhenRepeated>(text, ignoreCase: true, out _))) yield return UnknownAnswer(node, UserTaskStep.WhenRepeatedText);
        if (Fails(node, UserTaskStep.WhenAbsentText, text => Enum.TryParse<WhenAbsent>(text, ignoreCase: true, out _))) yield return UnknownAnswer(node, UserTaskStep.WhenAbsentText);
    }

    private static bool Fails(ActivityNode node, Input<string> input, Func<string, bool> isUnderstood) =>
        ConstantInput.TryRead(node, input, out var text) && !isUnderstood(text);

    private static Finding UnknownAnswer(ActivityNode node, Input<string> input) =>
        Wrong(node, input.Name, $"“{{0}}”的 {input.Name} 填写的做法无法识别。", $"The answer in {input.Name} of “{{0}}” is not known.");

    private static Finding Wrong(ActivityNode node, string input, string zh, string en)
    {
        var name = node.DisplayName;

        return new("user-task-invalid", FindingSeverity.Error, node.NodeId, new(zh.Replace("{0}", name, StringComparison.Ordinal), en.Replace("{0}", name, StringComparison.Ordinal))) { Input = input };
    }
}
