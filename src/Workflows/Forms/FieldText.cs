using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Forms;

/// <summary>One value of a form in words, as it is read within a sentence.</summary>
public static class FieldText
{
    /// <summary>Under this name, which is no column, a row keeps the English of cells that a step has written in both languages; the cells are Chinese.</summary>
    internal const string English = "en";

    /// <summary>A cell in English; null where nobody has written it, as in rows from before.</summary>
    public static string? InEnglish(JsonObject row, string key) => row[English] is JsonObject words ? words.Text(key) : null;

    /// <param name="key">One of the field's <see cref="FormField.DataKeys"/>.</param>
    /// <returns>Null where nothing is written, or where it is nothing that can be read in a line.</returns>
    public static LocalizedText? Of(FormField field, string key, JsonObject data, Organisation organisation)
    {
        if (field.Table is not null) return FirstOfRows(field, data, organisation);
        if (data[key] is not JsonValue value || value.ToString() is not { Length: > 0 } text) return null;

        return field.Type switch
        {
            FieldType.Attachments => null,
            FieldType.Choice => field.Choices.FirstOrDefault(choice => choice.Key == text)?.Label ?? Same(text),
            FieldType.Date => DateOf(text),
            FieldType.HalfDayRange => EndOf(key, text, data),
            FieldType.Person => Same(organisation.FindByStaffNo(text)?.Name ?? text),
            FieldType.Unit => Same(organisation.FindUnit(text)?.Name ?? text),
            FieldType.Window => Same(organisation.Windows.TryGetValue(text, out var window) ? window.Name : text),
            FieldType.Checkbox => new("是", "yes"),
            FieldType.LongText => Same(text.ReplaceLineEndings(" ")),
            FieldType.Text => new(text, InEnglish(data, key) ?? text),
            _ => Same(text),
        };
    }

    /// <summary>A table is read by its first column: 张三、李四.</summary>
    private static LocalizedText? FirstOfRows(FormField table, JsonObject data, Organisation organisation)
    {
        var words = table.Columns is [var first, ..]
            ? TableRows.In(data, table).Select(row => Of(first, first.Key, row, organisation)).Where(word => word is not null).Select(word => word!.Value).ToList()
            : [];
        return words.Count == 0 ? null : new(string.Join('、', words.Select(word => word.Zh)), string.Join(", ", words.Select(word => word.En)));
    }

    /// <summary>An end of a range of half days; the half is said only where the day is not whole.</summary>
    private static LocalizedText? EndOf(string key, string text, JsonObject data) => key switch
    {
        "from" => DateOf(text, data["fromHalf"]?.ToString() is "pm" ? new("下午", " p.m.") : null),
        "to" => DateOf(text, data["toHalf"]?.ToString() is "am" ? new("上午", " a.m.") : null),
        _ => null,
    };

    private static LocalizedText DateOf(string text, LocalizedText? half = null) =>
        JsonRow.TryDate(text, out var date)
            ? new(string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日{half?.Zh}"), string.Create(CultureInfo.InvariantCulture, $"{date:d MMM yyyy}{half?.En}"))
            : Same(text);

    private static LocalizedText Same(string text) => new(text, text);
}
