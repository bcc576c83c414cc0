using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Workflows.Forms;

/// <summary>Cleans one posted value by its field's type: trimmed, in one spelling, or a code why it can't be taken.</summary>
internal static class FieldValue
{
    private const int MaxTextLength = 200;
    private const int MaxLongTextLength = 4000;
    private const int MaxKeyLength = 50;
    private const int MaxAttachments = 20;
    private const decimal MaxNumber = 999_999_999m;

    /// <summary>The clean value; null for an empty one. With an error the value is null as well.</summary>
    public static (JsonNode? Value, FieldRejection? Error) Clean(FormField field, string key, JsonNode? posted)
    {
        if (field.Type is FieldType.Attachments) return Attachments(key, posted, field.MaxLength ?? MaxAttachments);
        if (posted is null) return default;
        if (field.Type is FieldType.Number) return Number(field, key, posted);
        if (field.Type is FieldType.Checkbox) return Checkbox(key, posted);
        if (posted is not JsonValue value || !value.TryGetValue<string>(out var raw)) return Refuse(key, "text-expected");

        var text = raw.Trim().Replace("\r\n", "\n", StringComparison.Ordinal);
        return text.Length == 0 ? default : Text(field, key, text);
    }

    private static (JsonNode?, FieldRejection?) Text(FormField field, string key, string text) => field.Type switch
    {
        FieldType.Date => Date(key, text),
        FieldType.HalfDayRange when key is "from" or "to" => Date(key, text),
        FieldType.HalfDayRange => text is "am" or "pm" ? (text, null) : Refuse(key, "choice-unknown", text),
        FieldType.Choice => field.Choices.Any(c => c.Key == text) ? (text, null) : Refuse(key, "choice-unknown", Shorten(text)),
        FieldType.Person or FieldType.Unit or FieldType.Window => Limited(key, text, MaxKeyLength),
        FieldType.LongText => Limited(key, text, field.MaxLength ?? MaxLongTextLength),
        _ => text.Contains('\n') ? Refuse(key, "text-one-line") : Limited(key, text, field.MaxLength ?? MaxTextLength),
    };

    private static (JsonNode?, FieldRejection?) Limited(string key, string text, int max)
    {
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))) return Refuse(key, "text-control-characters");
        return text.Length <= max ? (text, null) : Refuse(key, "text-too-long", $"{max}");
    }

    private static (JsonNode?, FieldRejection?) Date(string key, string text) =>
        JsonRow.TryDate(text, out _) ? (text, null) : Refuse(key, "date-invalid", Shorten(text));

    private static (JsonNode?, FieldRejection?) Number(FormField field, string key, JsonNode posted)
    {
        var text = posted is JsonValue ? posted.ToString().Trim() : "?";
        if (text.Length == 0) return default;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > MaxNumber)
            return Refuse(key, "number-expected", Shorten(text));
        if (number < field.Min || number > field.Max) return OutOfLimits(field, key);
        return field.Decimals is { } decimals && decimal.Round(number, decimals) != number
            ? decimals == 0 ? Refuse(key, "number-whole") : Refuse(key, "number-decimals", $"{decimals}")
            : (JsonValue.Create(number), null);
    }

    private static (JsonNode?, FieldRejection?) OutOfLimits(FormField field, string key) => (field.Min, field.Max) switch
    {
        ({ } min, { } max) => Refuse(key, "number-between", Plain(min), Plain(max)),
        ({ } min, null) => Refuse(key, "number-too-small", Plain(min)),
        var (_, max) => Refuse(key, "number-too-large", Plain(max!.Value)),
    };

    private static (JsonNode?, FieldRejection?) Checkbox(string key, JsonNode posted) => posted.ToString().Trim() switch
    {
        "true" or "on" => (JsonValue.Create(true), null),
        "false" or "" => default,
        _ => Refuse(key, "flag-expected"),
    };

    private static (JsonNode?, FieldRejection?) Attachments(string key, JsonNode? posted, int max)
    {
        if (posted is null or JsonArray { Count: 0 }) return default;
        if (posted is not JsonArray list) return Refuse(key, "list-expected");
        if (list.Count > max) return Refuse(key, "attachments-too-many", $"{max}");

        var ids = list.Select(i => i is JsonValue v && v.TryGetValue<string>(out var id) && id.Length is > 0 and <= MaxKeyLength ? id : null).ToImmutableArray();
        return ids.Contains(null) ? Refuse(key, "text-expected") : (new JsonArray([.. ids.Distinct().Select(id => (JsonNode)id!)]), null);
    }

    private static (JsonNode?, FieldRejection?) Refuse(string key, string code, params ImmutableArray<string> arguments) =>
        (null, new FieldRejection(key, code, arguments));

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= MaxKeyLength ? text : $"{text[..MaxKeyLength]}…";
}
