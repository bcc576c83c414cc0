using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Host.Features.FormDesign;

/// <summary>A field as the page has it, and back: texts as typed, in the words of the form's file.</summary>
internal static class TypedFields
{
    private const string RightPrefix = "right.";

    public static TypedField New(string table) => new(null, table, "", "text", "", "", "", "", "", "", "", "", "", "", "", "", false, false, false, ImmutableDictionary<string, string>.Empty);

    /// <summary>Null where the form has no such field.</summary>
    public static TypedField? Of(Form form, string path)
    {
        var parts = path.Split('.');
        if (form.FindField(parts[0]) is not { } field) return null;
        if (parts.Length == 2 && field.Columns.FirstOrDefault(c => c.Key == parts[1]) is { } column) field = column;
        else if (parts.Length != 1) return null;

        return new(
            path, parts.Length == 2 ? parts[0] : "", field.Key, Word(field.Type), field.Label.Zh, field.Label.En, field.Help?.Zh ?? "", field.Help?.En ?? "",
            string.Join('\n', field.Choices.Select(choice => $"{choice.Key}|{choice.Label.Zh}|{choice.Label.En}")),
            Plain(field.MaxLength), Plain(field.Min), Plain(field.Max), Plain(field.Decimals), Plain(field.Table?.MinRows), Plain(field.Table?.MaxRows),
            string.Join('\n', field.Table?.Rows ?? []), field.Table?.IsFixed == true, field.Sensitive, field.PerPerson,
            form.Rights.Where(step => step.Value.ContainsKey(path)).ToImmutableDictionary(step => step.Key, step => Word(step.Value[path])));
    }

    public static TypedField Read(IFormCollection posted) => new(
        Text(posted, "path") is { Length: > 0 } path ? path : null, Text(posted, "table"), Text(posted, "key"), Text(posted, "type"),
        Text(posted, "labelZh"), Text(posted, "labelEn"), Text(posted, "helpZh"), Text(posted, "helpEn"), posted["choices"].ToString().Trim(),
        Text(posted, "maxLength"), Text(posted, "min"), Text(posted, "max"), Text(posted, "decimals"), Text(posted, "minRows"), Text(posted, "maxRows"), posted["rows"].ToString().Trim(),
        posted.ContainsKey("fixedRows"), posted.ContainsKey("sensitive"), posted.ContainsKey("perPerson"),
        posted.Where(field => field.Key.StartsWith(RightPrefix, StringComparison.Ordinal)).ToImmutableDictionary(field => field.Key[RightPrefix.Length..], field => field.Value.ToString()));

    /// <summary>English is Chinese where nobody wrote it; what its type has no use for is left out.</summary>
    public static JsonObject ToJson(TypedField typed)
    {
        var isTable = typed.Type is "table";
        return new()
        {
            ["type"] = typed.Type,
            ["label"] = Both(typed.LabelZh, typed.LabelEn),
            ["help"] = typed.HelpZh.Length > 0 ? Both(typed.HelpZh, typed.HelpEn) : null,
            ["choices"] = typed.Type is "choice" ? new JsonArray([.. Lines(typed.Choices).Select(Choice)]) : null,
            ["maxLength"] = typed.Type is "text" or "longText" or "attachments" ? Number(typed.MaxLength) : null,
            ["min"] = typed.Type is "number" ? Number(typed.Min) : null,
            ["max"] = typed.Type is "number" ? Number(typed.Max) : null,
            ["decimals"] = typed.Type is "number" ? Number(typed.Decimals) : null,
            ["sensitive"] = typed.Sensitive,
            ["perPerson"] = typed.PerPerson && typed.Table.Length > 0,
            ["minRows"] = isTable ? Number(typed.MinRows) : null,
            ["maxRows"] = isTable ? Number(typed.MaxRows) : null,
            ["fixedRows"] = isTable ? typed.IsFixed : null,
            ["rows"] = isTable && Lines(typed.Rows) is { Length: > 0 } rows ? new JsonArray([.. rows.Select(row => (JsonNode)row)]) : null,
            // a table begins with one column; its others are added to it
            ["columns"] = isTable && typed.Path is null ? new JsonArray(new JsonObject { ["key"] = "name", ["type"] = "text", ["label"] = Both("名称", "Name") }) : null,
        };
    }

    private static JsonNode Choice(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var zh = parts.Length > 1 ? parts[1] : parts[0];
        return new JsonObject { ["key"] = parts[0], ["label"] = Both(zh, parts.Length > 2 ? parts[2] : "") };
    }

    private static JsonObject Both(string zh, string en) => new() { ["zh"] = zh, ["en"] = en.Length > 0 ? en : zh };

    private static JsonValue? Number(string text) => text.Length == 0 ? null
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Plain(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static string Text(IFormCollection posted, string name) => posted[name].ToString().Trim();

    private static string Word<T>(T value) where T : struct, Enum => $"{value}" is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
