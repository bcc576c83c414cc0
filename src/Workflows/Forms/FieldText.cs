using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Forms;

/// <summary>One value of a form in words, as it is read within a sentence.</summary>
public static class FieldText
{
    /// <param name="key">One of the field's <see cref="FormField.DataKeys"/>.</param>
    /// <returns>Null where nothing is written, or where it is nothing that can be read in a line.</returns>
    public static LocalizedText? Of(FormField field, string key, JsonObject data, Organisation organisation)
    {
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
            FieldType.LongText => Same(text.ReplaceLineEndings(" ")),
            _ => Same(text),
        };
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
