using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>Assignee rules as a process owner would say them.</summary>
internal sealed class AssigneeWords(Organisation organisation, IEnumerable<Form> forms)
{
    private readonly ImmutableArray<FormField> fields = [.. forms.SelectMany(form => form.Fields)];

    /// <summary>The rule itself where it can't be read.</summary>
    public LocalizedText Of(string rule)
    {
        if (!AssigneeRuleParser.TryParse(rule, out var read, out _)) return new(rule, rule);

        var parts = read.Parts.Select(Of).ToList();
        return new(string.Join(" 或 ", parts.Select(part => part.Zh)), string.Join(" or ", parts.Select(part => part.En)));
    }

    private LocalizedText Of(AssigneeRulePart part) => part switch
    {
        AssigneeRulePart.Initiator => new("申请人本人", "The applicant"),
        AssigneeRulePart.User user => Named(user.UserName, organisation.FindByUserName(user.UserName)?.Name),
        AssigneeRulePart.Role role => Of(role),
        AssigneeRulePart.Head { LevelsUp: 0 } head => new($"{ScopeOf(head.Scope).Zh}负责人", $"Head of {ScopeOf(head.Scope).En}"),
        AssigneeRulePart.Head head => new($"{ScopeOf(head.Scope).Zh}往上第 {head.LevelsUp} 级负责人", $"Head {head.LevelsUp} level(s) above {ScopeOf(head.Scope).En}"),
        AssigneeRulePart.Handler handler => new($"步骤“{handler.StepId}”的办理人", $"Who decided the step “{handler.StepId}”"),
        AssigneeRulePart.Field field => fields.FirstOrDefault(f => f.Key == field.Key) is { } known
            ? new($"表单中的“{known.Label.Zh}”", $"“{known.Label.En}” of the form")
            : new($"表单字段 {field.Key}", $"Field {field.Key} of the form"),
        _ => new("由脚本计算", "Computed by a script"),
    };

    private LocalizedText Of(AssigneeRulePart.Role role)
    {
        var name = Named(role.Code, organisation.Roles.GetValueOrDefault(role.Code)?.Name);
        return role.Scope is { } scope ? new($"{ScopeOf(scope).Zh}的{name.Zh}", $"{name.En} of {ScopeOf(scope).En}") : name;
    }

    private static LocalizedText Named(string code, string? name) => new(name ?? code, code);

    private static LocalizedText ScopeOf(AssigneeScope scope) => scope switch
    {
        AssigneeScope.Home => new("当事人原单位", "the subject's home unit"),
        AssigneeScope.Window => new("所在窗口及其主管单位", "the window and its owner unit"),
        _ => new("申请人单位", "the applicant's unit"),
    };
}
