using System.Collections.Frozen;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Personnel.Assignees;

namespace StaffFlows.Workflows.Procedures;

/// <summary>What is said for the codes of a definition: types, inputs, roles, answers.</summary>
public sealed class ProcedureVocabulary(ActivityCatalog catalog, Organisation organisation)
{
    private static readonly FrozenDictionary<string, LocalizedText> Answers = new Dictionary<string, LocalizedText>(StringComparer.OrdinalIgnoreCase)
    {
        ["mode.one"] = new("共享一件，先认领者办理", "one task, whoever claims it"),
        ["mode.any"] = new("各一件，先办者为准", "a task each, the first decides"),
        ["whenNobody.toProcessOwner"] = new("转流程管理员", "ask the process owner"),
        ["whenNobody.skip"] = new("跳过此步骤", "skip the step"),
        ["whenNobody.incident"] = new("停下并报告异常", "stop with an incident"),
        ["whenApplicant.nextLevel"] = new("由上一级办理", "the next level decides"),
        ["whenApplicant.skip"] = new("跳过此步骤", "skip the step"),
        ["whenRepeated.ask"] = new("再次请其办理", "ask again"),
        ["whenRepeated.skip"] = new("不再办理", "don't ask again"),
        ["whenAbsent.toPartner"] = new("由顶岗人代办", "the stand-in decides for him"),
        ["whenAbsent.keep"] = new("等其返岗", "wait for him"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, LocalizedText> Ports = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["True"] = new("是", "yes"),
        ["False"] = new("否", "no"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public LocalizedText TypeName(string type) => catalog.Find(type)?.Descriptor.DisplayName ?? Same(type);

    public ActivityDescriptor? FindDescriptor(string type) => catalog.Find(type)?.Descriptor;

    /// <summary>Without what the designer adds in brackets to explain it.</summary>
    public LocalizedText InputName(string type, string input)
    {
        var name = FindDescriptor(type)?.Inputs.FirstOrDefault(i => i.Name == input)?.DisplayName ?? Same(input);
        return new(name.Zh.Split('（')[0], name.En.Split(" (")[0]);
    }

    public static LocalizedText? Answer(string input, string value) => Answers.TryGetValue($"{input}.{value}", out var words) ? words : null;

    public static LocalizedText Port(string port) => Ports.GetValueOrDefault(port, Same(port));

    /// <summary>Who a rule names: 单位主要领导（申请人原单位）或 某人. A rule that cannot be read is shown as it is written.</summary>
    public LocalizedText RuleWords(string text)
    {
        if (text.Length == 0) return new("无", "nobody");
        if (!AssigneeRuleParser.TryParse(text, out var rule, out _)) return Same(text);

        var parts = rule.Parts.Select(Words).ToList();
        return new(string.Join("，或 ", parts.Select(part => part.Zh)), string.Join(", or ", parts.Select(part => part.En)));
    }

    /// <summary>Everybody on post, or holders of roles.</summary>
    public LocalizedText StarterWords(string mayStart)
    {
        var parts = mayStart.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part is ProcedureSettings.Everybody
                ? new("所有在岗人员", "everybody on post")
                : part.StartsWith(ProcedureSettings.RolePrefix, StringComparison.Ordinal) ? RoleName(part[ProcedureSettings.RolePrefix.Length..]) : Same(part)).ToList();
        return parts.Count == 0 ? new("无", "nobody") : new(string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }

    public LocalizedText RoleName(string code) => new(organisation.Roles.GetValueOrDefault(code)?.Name ?? code, code);

    private LocalizedText Words(AssigneeRulePart part) => part switch
    {
        AssigneeRulePart.Initiator => new("申请人", "the applicant"),
        AssigneeRulePart.User user => Same(organisation.FindByUserName(user.UserName)?.Name ?? user.UserName),
        AssigneeRulePart.Handler handler => new($"步骤“{handler.StepId}”的办理人", $"who decided “{handler.StepId}”"),
        AssigneeRulePart.Field field => new($"表单“{field.Key}”所填人员", $"whom the field “{field.Key}” names"),
        AssigneeRulePart.Role role => With(RoleName(role.Code), role.Scope),
        AssigneeRulePart.Head { LevelsUp: 0 } head => With(new("负责人", "the head"), head.Scope),
        AssigneeRulePart.Head head => With(new($"向上 {head.LevelsUp} 级的负责人", $"the head {head.LevelsUp} level(s) up"), head.Scope),
        AssigneeRulePart.Script script => new($"脚本 {script.Source}", $"script {script.Source}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static LocalizedText With(LocalizedText who, AssigneeScope? scope) => scope switch
    {
        AssigneeScope.Home => new($"{who.Zh}（当事人原单位）", $"{who.En} (home unit)"),
        AssigneeScope.Window => new($"{who.Zh}（所在窗口）", $"{who.En} (window)"),
        AssigneeScope.Unit => new($"{who.Zh}（申请人单位）", $"{who.En} (applicant's unit)"),
        _ => who,
    };

    private static LocalizedText Same(string text) => new(text, text);
}
