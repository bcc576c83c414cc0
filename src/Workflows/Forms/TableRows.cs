using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Forms;

/// <summary>The rows of a table in a form's data.</summary>
public static class TableRows
{
    /// <summary>What is there; what is no row is passed over.</summary>
    public static IEnumerable<JsonObject> In(JsonObject data, FormField table) => data[table.Key] is JsonArray rows ? rows.OfType<JsonObject>() : [];

    public static string? IdOf(JsonObject row) => row[FormTable.RowId] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Nothing stands in it but its name; what is not ticked is nothing.</summary>
    public static bool IsBlank(JsonObject row) => row.All(cell => cell.Key is FormTable.RowId || cell.Value is null
        || (cell.Value is JsonValue value && value.ToString().Trim() is "" or "false"));

    /// <summary>The data with the rows that its form gives, where they are not there yet.</summary>
    public static JsonObject WithGiven(Form form, JsonObject data)
    {
        var filled = (JsonObject)data.DeepClone();
        foreach (var field in form.Fields)
            if (field.Table is { IsFixed: true, Rows.IsEmpty: false } table) filled[field.Key] = Over(Given(table), In(data, field), keepOthers: true);

        return filled;
    }

    /// <summary>The data with what was typed on top: cell by cell for the rows of tables, whole for everything else.</summary>
    public static JsonObject Over(Form form, string stepId, JsonObject data, JsonObject typed)
    {
        var values = (JsonObject)data.DeepClone();
        foreach (var (key, value) in typed)
        {
            values[key] = form.FindField(key) is { Table: { } table } field && value is JsonArray
                ? Over(In(data, field), In(typed, field), keepOthers: table.IsFixed || form.RightOf(stepId, field) < FieldRight.Write)
                : value?.DeepClone();
        }

        return values;
    }

    /// <summary>Names for new rows: a number that no row has or had among those that are known.</summary>
    internal static Func<string> NewIds(IEnumerable<JsonObject> known)
    {
        var last = known.Select(row => int.TryParse(IdOf(row), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
        return () => (++last).ToString(CultureInfo.InvariantCulture);
    }

    private static IEnumerable<JsonObject> Given(FormTable table) => table.Rows.Select((text, i) => new JsonObject
    {
        [FormTable.RowId] = (i + 1).ToString(CultureInfo.InvariantCulture),
        [table.Columns[0].Key] = text,
    });

    private static JsonArray Over(IEnumerable<JsonObject> held, IEnumerable<JsonObject> typed, bool keepOthers)
    {
        var rows = held.Select(row => (JsonObject)row.DeepClone()).ToList();
        var byId = rows.Where(row => IdOf(row) is not null).GroupBy(row => IdOf(row)!).ToDictionary(group => group.Key, group => group.First());
        var changed = typed.Select(row => Laid(IdOf(row) is { } id && byId.TryGetValue(id, out var known) ? known : [], row)).Distinct().ToList();
        return new JsonArray([.. keepOthers ? rows.Union(changed) : changed]);
    }

    private static JsonObject Laid(JsonObject below, JsonObject row)
    {
        foreach (var (key, value) in row) below[key] = value?.DeepClone();
        return below;
    }
}
