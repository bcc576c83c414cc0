using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Forms;

/// <summary>What one version of a form has otherwise than another, a sentence for each field, column and right.</summary>
public static class FormComparison
{
    public static ImmutableArray<LocalizedText> Between(Form before, Form after)
    {
        var (old, now) = (Parts(before), Parts(after));
        var sentences = ImmutableArray.CreateBuilder<LocalizedText>();
        foreach (var (path, field) in now.Where(part => !old.ContainsKey(part.Key))) sentences.Add(Say("新增", "Added", path, field));
        foreach (var (path, field) in old.Where(part => !now.ContainsKey(part.Key))) sentences.Add(Say("删除", "Removed", path, field));
        foreach (var (path, field) in now.Where(part => old.ContainsKey(part.Key)))
            if (Changed(old[path], field) is { Count: > 0 } words)
                sentences.Add(new($"修改“{field.Label.Zh}”：{string.Join('、', words.Select(word => word.Zh))}", $"Changed “{field.Label.En}”: {string.Join(", ", words.Select(word => word.En))}"));

        foreach (var step in before.Rights.Keys.Union(after.Rights.Keys).Order(StringComparer.Ordinal))
        foreach (var path in now.Keys.Where(old.ContainsKey))
            if (RightIn(before, step, path) is var was && RightIn(after, step, path) is var right && was != right)
                sentences.Add(new($"步骤 {step} 对“{now[path].Label.Zh}”：{WordZh(was)} → {WordZh(right)}", $"Step {step}, “{now[path].Label.En}”: {was} → {right}"));

        if (sentences.Count == 0 && !old.Keys.SequenceEqual(now.Keys)) sentences.Add(new("调整了顺序", "Another order"));
        return sentences.ToImmutable();
    }

    public static string WordZh(FieldRight right) => right switch
    {
        FieldRight.Hidden => "不可见",
        FieldRight.Read => "只读",
        FieldRight.Write => "可填",
        _ => "必填",
    };

    private static OrderedDictionary<string, FormField> Parts(Form form)
    {
        var parts = new OrderedDictionary<string, FormField>();
        foreach (var field in form.Fields)
        {
            parts.Add(field.Key, field);
            foreach (var column in field.Columns) parts.Add(field.ColumnKey(column), column);
        }

        return parts;
    }

    private static LocalizedText Say(string zh, string en, string path, FormField field) => new($"{zh}“{field.Label.Zh}”（{path}）", $"{en} “{field.Label.En}” ({path})");

    private static List<LocalizedText> Changed(FormField was, FormField now)
    {
        var words = new List<LocalizedText>();
        Add(was.Label != now.Label, "名称", "label");
        Add(was.Help != now.Help, "说明", "help");
        Add(was.Type != now.Type, "类型", "type");
        Add(!was.Choices.SequenceEqual(now.Choices), "选项", "choices");
        Add((was.MaxLength, was.Min, was.Max, was.Decimals) != (now.MaxLength, now.Min, now.Max, now.Decimals), "限制", "limits");
        Add((was.Sensitive, was.PerPerson) != (now.Sensitive, now.PerPerson), "保密", "confidentiality");
        Add((was.Table?.MinRows, was.Table?.MaxRows, was.Table?.IsFixed) != (now.Table?.MinRows, now.Table?.MaxRows, now.Table?.IsFixed) || !(was.Table?.Rows ?? []).SequenceEqual(now.Table?.Rows ?? []), "行数", "rows");
        return words;

        void Add(bool differs, string zh, string en)
        {
            if (differs) words.Add(new(zh, en));
        }
    }

    private static FieldRight RightIn(Form form, string step, string path) => path.Split('.') is [var table, var column]
        ? form.RightOf(step, form.FindField(table)!, form.FindField(table)!.Columns.First(c => c.Key == column))
        : form.RightOf(step, form.FindField(path)!);
}
