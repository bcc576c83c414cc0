using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Validation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Workflows.Activities.Validation;

/// <summary>
/// A procedure that could not be started, or not by those who are meant to: an unknown form or role, a number that would not be one, a
/// title that asks for a field which the form does not have.
/// </summary>
internal sealed class ProcedureStart(OfficeNames names) : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition)
    {
        ProcedureSettings? settings;
        try
        {
            settings = ProcedureSettings.Read(definition.Definition.CustomProperties);
        }
        catch (JsonException)
        {
            return [Wrong("procedure-unreadable", "事项设置无法读取，请重新填写。", "The settings of the procedure cannot be read; write them anew.")];
        }

        return settings is null ? [] : Check(settings, names.FormOf(definition));
    }

    private IEnumerable<Finding> Check(ProcedureSettings settings, Form? form)
    {
        if (form is null) yield return Wrong("form-unknown", $"事项的表单“{settings.Form}”不存在。", $"There is no form “{settings.Form}”, which the procedure is to use.");
        foreach (var role in settings.MayStart.Split('|', StringSplitOptions.TrimEntries).Where(part => part.StartsWith(ProcedureSettings.RolePrefix, StringComparison.Ordinal)).Select(part => part[ProcedureSettings.RolePrefix.Length..]).Where(names.IsUnknownRole))
            yield return Wrong("role-unknown", $"可发起事项的角色“{role}”不存在。", $"There is no role “{role}”, which may start the procedure.");
        if (!NumberPattern.IsUsable(settings.NumberPattern))
            yield return Wrong("number-pattern-invalid", $"编号格式“{settings.NumberPattern}”不能用：须含 {{year}} 和 {{0:000000}} 这样的流水号。", $"The number pattern “{settings.NumberPattern}” is of no use: it needs {{year}} and a counter such as {{0:000000}}.");
        if (form is null) yield break;

        foreach (var pattern in new[] { settings.TitlePattern, settings.SummaryPattern })
        {
            if (!TextPattern.IsReadable(pattern)) yield return Wrong("text-pattern-invalid", $"“{pattern}”的花括号不成对。", $"The braces of “{pattern}” do not match.");
            foreach (var word in Unknown(pattern, form))
                yield return Wrong("word-unknown", $"标题或摘要中的“{{{word}}}”不是表单“{form.Title.Zh}”的字段。", $"“{{{word}}}” of the title or the summary is no field of the form “{form.Title.En}”.");
        }
    }

    private static ImmutableArray<string> Unknown(string pattern, Form form) =>
        TextPattern.WordsOf(pattern).RemoveAll(word => CaseWords.Always.Contains(word) || form.Fields.Any(field => field.DataKeys.Contains(word)));

    private static Finding Wrong(string code, string zh, string en) => new(code, FindingSeverity.Error, null, new(zh, en));
}
