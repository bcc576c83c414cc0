using System.Globalization;
using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Documents;

/// <summary>A row of a form's table, or the form itself: plain words by key. What is missing is blank.</summary>
internal readonly record struct CaseRow(JsonObject Data)
{
    public static IEnumerable<CaseRow> Of(JsonObject data, string table) => data[table] is JsonArray rows ? rows.OfType<JsonObject>().Select(row => new CaseRow(row)) : [];

    public string Text(string key) => Data[key] is JsonValue value ? value.ToString() : "";

    public bool Has(string key) => Text(key).Length > 0;

    public DateOnly? Date(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public bool HasFiles(string key) => Data[key] is JsonArray { Count: > 0 };

    /// <summary>85.5, without zeros at its end.</summary>
    public string Number(string key) => decimal.TryParse(Text(key), CultureInfo.InvariantCulture, out var number) ? number.ToString("0.##", CultureInfo.InvariantCulture) : "";
}
