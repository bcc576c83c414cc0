using StaffFlows.Workflows.Calendar;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Forms;

/// <summary>Reads a form's tables: arrays of flat rows, of which any cell may be missing. The form itself is read like a row.</summary>
internal static class FormRows
{
    public static IReadOnlyList<JsonObject> Of(JsonObject form, string table) => form[table] is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [];

    /// <summary>Trimmed; null where nothing is written.</summary>
    public static string? Text(this JsonObject row, string cell) =>
        row[cell] is JsonValue value && value.ToString().Trim() is { Length: > 0 } text ? text : null;

    public static decimal? Number(this JsonObject row, string cell) =>
        row[cell] is JsonValue value && value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(value.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? Date(this JsonObject row, string cell) =>
        IsoDay.Find(row.Text(cell));

    public static bool HasFiles(this JsonObject row, string cell) => row[cell] is JsonArray { Count: > 0 };
}
