using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>An assignee rule that cannot be read, or that names a role, account, step or field which does not exist. Computed rules are known at run time only.</summary>
internal sealed class AssigneeSettings(OfficeNames names) : IDefinitionRule
{
    private const string NotifyType = "StaffFlows.Notify";

    private static readonly LocalizedText WhoDecides = new("办理人", "Assignee");
    private static readonly LocalizedText WhoIsTold = new("通知对象", "Persons");

    /// <summary>Defaults that name nobody, so that only what is written is looked at.</summary>
    private static readonly Input<string> Persons = new("persons", "initiator");

    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        definition.Nodes.SelectMany(node => node.Type switch
        {
            UserTaskActivity.TypeName => CheckRule(definition, node, UserTaskStep.AssigneeText, WhoDecides)
                .Concat(CheckRule(definition, node, UserTaskStep.EscalateToText))
                .Concat(CheckNobody(node)),
            NotifyType => CheckRule(definition, node, Persons, WhoIsTold),
            _ => [],
        });

    /// <param name="needed">What the property panel calls the input where it must not be empty.</param>
    private IEnumerable<Finding> CheckRule(CheckedDefinition definition, ActivityNode node, Input<string> input, LocalizedText? needed = null)
    {
        if (!ConstantInput.TryRead(node, input, out var text)) return [];
        if (string.IsNullOrWhiteSpace(text)) return needed is { } label ? [Missing(node, input, label)] : [];
        if (!AssigneeRuleParser.TryParse(text, out var rule, out var error))
        {
            return [Wrong(
                node, input, "assignee-rule-invalid",
                $"的人员规则第 {error.Position + 1} 个字符起无法识别：{text}", $"an assignee rule that cannot be read from character {error.Position + 1} on: {text}")];
        }

        return rule.Parts.Select(part => Unknown(definition, node, input, part)).OfType<Finding>();
    }

    private IEnumerable<Finding> CheckNobody(ActivityNode node) =>
        ConstantInput.TryRead(node, UserTaskStep.WhenNobodyText, out var text) && WhenNobody.TryParse(text, out var answer)
        && answer is WhenNobody.ToRole role && names.IsUnknownRole(role.Code)
            ? [UnknownRole(node, UserTaskStep.WhenNobodyText, role.Code)]
            : [];

    private Finding? Unknown(CheckedDefinition definition, ActivityNode node, Input<string> input, AssigneeRulePart part) => part switch
    {
        AssigneeRulePart.Role role when names.IsUnknownRole(role.Code) => UnknownRole(node, input, role.Code),
        AssigneeRulePart.User user when names.IsUnknownUser(user.UserName) =>
            Wrong(node, input, "user-unknown", $"的人员规则中的账号“{user.UserName}”不存在。", $"the account “{user.UserName}”, which does not exist."),
        AssigneeRulePart.Handler handler when definition.Nodes.All(step => step.Id != handler.StepId) =>
            Wrong(node, input, "step-unknown", $"的人员规则中的步骤“{handler.StepId}”不存在。", $"the step “{handler.StepId}”, which does not exist."),
        AssigneeRulePart.Field field when names.FormOf(definition) is { } form && form.FindField(field.Key) is null =>
            Wrong(node, input, "field-unknown", $"的人员规则中的字段“{field.Key}”不在表单“{form.Key}”中。", $"the field “{field.Key}”, which the form “{form.Key}” does not have."),
        AssigneeRulePart.Script => Wrong(
            node, input, "assignee-rule-invalid", "的人员规则请写成输入的 JavaScript 表达式，不用 js: 前缀。", "a script after js:; write it as the input's JavaScript expression."),
        _ => null,
    };

    private static Finding Missing(ActivityNode node, Input<string> input, LocalizedText label) =>
        new("assignee-missing", FindingSeverity.Error, node.NodeId, new(
            $"“{node.DisplayName}”没有填写“{label.Zh}”。请打开该环节，在“输入”中选择人员，或填写人员规则。",
            $"“{node.DisplayName}” has no “{label.En}”. Open the step and choose persons under “Input”, or write an assignee rule.")) { Input = input.Name };

    private static Finding UnknownRole(ActivityNode node, Input<string> input, string code) =>
        Wrong(node, input, "role-unknown", $"的人员规则中的角色“{code}”不存在。", $"the role “{code}”, which does not exist.");

    private static Finding Wrong(ActivityNode node, Input<string> input, string code, string zh, string en)
    {
        var name = node.DisplayName;

        return new(code, FindingSeverity.Error, node.NodeId, new($"“{name}”{zh}", $"“{name}” has in {input.Name} {en}")) { Input = input.Name };
    }
}
