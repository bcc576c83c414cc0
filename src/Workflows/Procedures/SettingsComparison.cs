using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using static StaffFlows.Workflows.Procedures.DifferenceKind;

namespace StaffFlows.Workflows.Procedures;

/// <summary>What is otherwise about the procedure as a whole.</summary>
internal sealed class SettingsComparison(ProcedureVocabulary words)
{
    public IEnumerable<Difference> Compare(ProcedureVersion before, ProcedureVersion after)
    {
        var (was, now) = (before.Definition, after.Definition);
        var plain = Differ("流程名称", "Name of the flow", was.Name, now.Name)
            .Concat(Differ("流程说明", "Description of the flow", was.Description, now.Description))
            .Concat(Options(was.Options, now.Options));
        return plain.Concat((before.Settings, after.Settings) switch
        {
            (null, { } made) => [About(Added, $"设为可发起的事项“{made.Name.Zh}”。", $"It becomes the procedure “{made.Name.En}”, which people start.")],
            ({ } gone, null) => [About(Removed, $"不再是可发起的事项“{gone.Name.Zh}”。", $"It is no longer the procedure “{gone.Name.En}”, which people start.")],
            ({ } old, { } settings) => Compare(old, settings),
            _ => [],
        });
    }

    private IEnumerable<Difference> Compare(ProcedureSettings was, ProcedureSettings now) =>
    [
        .. Differ("事项标识", "Key of the procedure", was.Key, now.Key),
        .. Differ("事项名称", "Name of the procedure", was.Name, now.Name),
        .. Differ("类别", "Category", was.Category, now.Category),
        .. Differ("事项说明", "Description of the procedure", was.Description, now.Description),
        .. Differ("表单", "Form", was.Form, now.Form),
        .. Differ("可发起人", "Who may start it", words.StarterWords(was.MayStart), words.StarterWords(now.MayStart)),
        .. Differ("编号格式", "Number pattern", was.NumberPattern, now.NumberPattern),
        .. Differ("标题格式", "Title pattern", was.TitlePattern, now.TitlePattern),
        .. Differ("摘要格式", "Summary pattern", was.SummaryPattern, now.SummaryPattern),
        .. Differ("目录顺序", "Place in the catalogue", $"{was.Order}", $"{now.Order}"),
    ];

    /// <summary>What is not set and what is off are the same.</summary>
    private static IEnumerable<Difference> Options(JsonObject before, JsonObject after) => before.Select(o => o.Key).Union(after.Select(o => o.Key)).Order(StringComparer.Ordinal)
        .SelectMany(name => Differ($"选项 {name}", $"Option {name}", Text(before[name]), Text(after[name])));

    private static string Text(JsonNode? value) => value?.ToString() is { } text && text is not "false" ? text : "";

    private static IEnumerable<Difference> Differ(string zh, string en, string? was, string? now) => Differ(zh, en, new LocalizedText(was ?? "", was ?? ""), new LocalizedText(now ?? "", now ?? ""));

    private static IEnumerable<Difference> Differ(string zh, string en, LocalizedText was, LocalizedText now)
    {
        if (was == now) yield break;

        yield return About(Changed, $"{zh}：{Or(was.Zh, "空")} → {Or(now.Zh, "空")}。", $"{en}: {Or(was.En, "nothing")} → {Or(now.En, "nothing")}.");
    }

    private static string Or(string text, string nothing) => text.Length == 0 ? nothing : text;

    private static Difference About(DifferenceKind kind, string zh, string en) => new(DifferenceArea.Settings, kind, new LocalizedText(zh, en));
}
