using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Forms;

/// <summary>
/// Takes the rows that a step posts into a table: by its rights to the columns, matched by their names. Who may not write the table itself
/// writes cells of rows that are there; rows that he leaves out stay as they are.
/// </summary>
/// <param name="personId">Whose values go into columns that each person fills in for himself.</param>
internal sealed class TableCheck(Form form, string stepId, FormField field, string? personId, ImmutableArray<FieldRejection>.Builder errors)
{
    private const int MaxIdLength = 20;

    /// <summary>Characters of all rows as JSON.</summary>
    private const int MaxLength = 200_000;

    private readonly FormTable table = field.Table!;

    private readonly bool changesRows = !field.Table!.IsFixed && form.RightOf(stepId, field) >= FieldRight.Write;

    /// <summary>Where a row stands for whoever posted it, from 0; rows that were not posted stand where they are in the table.</summary>
    private readonly Dictionary<JsonObject, int> places = [];

    public void Take(JsonNode? posted, JsonObject data)
    {
        if (posted is not (null or JsonArray)) errors.Add(new(field.Key, "list-expected"));
        else if (Read(posted as JsonArray ?? [], [.. TableRows.In(data, field).Select(row => (JsonObject)row.DeepClone())]) is { } rows) Keep(rows, data);
    }

    /// <summary>Each row has what the step must write, and there are enough of them.</summary>
    public void Require(JsonObject data)
    {
        var rows = TableRows.In(data, field).ToList();
        var least = form.RightOf(stepId, field) is FieldRight.Required ? Math.Max(1, table.MinRows) : table.MinRows;
        if (rows.Count == 0 && form.RightOf(stepId, field) is FieldRight.Required) errors.Add(new(field.Key, "value-missing"));
        else if (changesRows && rows.Count > 0 && rows.Count < least) errors.Add(new(field.Key, "rows-too-few", $"{least}"));

        foreach (var (i, row) in rows.Index())
        foreach (var column in field.Columns.Where(column => form.RightOf(stepId, field, column) is FieldRight.Required))
        {
            var place = places.GetValueOrDefault(row, i);
            if (Own(column, row) is null && errors.All(e => e.Field != PathOf(place, column))) errors.Add(At(place, column, "value-missing"));
        }
    }

    /// <summary>Null where it can't be taken at all.</summary>
    private List<JsonObject>? Read(JsonArray posted, List<JsonObject> held)
    {
        var rows = new List<JsonObject>();
        var newId = TableRows.NewIds(held.Concat(posted.OfType<JsonObject>()));
        if (posted.Count(item => item is not JsonObject row || !TableRows.IsBlank(row)) > table.MaxRows)
        {
            errors.Add(new(field.Key, "rows-too-many", $"{table.MaxRows}"));
            return null;
        }

        foreach (var (i, item) in posted.Index())
        {
            if (item is not JsonObject row) errors.Add(new($"{field.Key}[{i}]", "object-expected"));
            else if (Target(row, i, [.. held, .. rows], newId) is { } target)
            {
                if (rows.Contains(target))
                {
                    errors.Add(new($"{field.Key}[{i}]", "row-repeated") { Place = RowWords(i) });
                    continue;
                }

                places[target] = changesRows ? i : held.IndexOf(target);
                TakeCells(row, target, i);
                rows.Add(target);
            }
        }

        return changesRows ? [.. rows.Where(row => !TableRows.IsBlank(row))] : held;
    }

    /// <summary>The row that it is, or a new one; null for an empty line and for a row that is not his to add.</summary>
    private JsonObject? Target(JsonObject row, int place, List<JsonObject> known, Func<string> newId)
    {
        var id = TableRows.IdOf(row);
        if (id is not null && known.Find(one => TableRows.IdOf(one) == id) is { } there) return there;
        if (TableRows.IsBlank(row)) return null;
        if (changesRows && (id is null || (id.Length is > 0 and <= MaxIdLength && id.All(char.IsAsciiLetterOrDigit)))) return new() { [FormTable.RowId] = id ?? newId() };

        errors.Add(new($"{field.Key}[{place}]", changesRows ? "row-unknown" : "rows-fixed") { Place = RowWords(place) });
        return null;
    }

    private void TakeCells(JsonObject posted, JsonObject row, int place)
    {
        foreach (var (key, value) in posted.Where(cell => cell.Key is not FormTable.RowId))
        {
            var column = field.Columns.FirstOrDefault(c => c.Key == key);
            var right = column is null ? FieldRight.Hidden : form.RightOf(stepId, field, column);
            // as for fields: a hidden column answers like an unknown one, and a value sent back unchanged is no write
            if (column is null && row.ContainsKey(key) && JsonNode.DeepEquals(value, row[key])) continue;
            if (column is null || right is FieldRight.Hidden) errors.Add(new($"{field.Key}[{place}].{key}", "field-unknown", key) { Place = RowWords(place) });
            else if (right is FieldRight.Read || (column.PerPerson && personId is null)) RefuseWrite(column, value, row, place);
            else TakeCell(column, value, row, place);
        }
    }

    private void RefuseWrite(FormField column, JsonNode? value, JsonObject row, int place)
    {
        var isSame = column.PerPerson && value is JsonObject shown
            ? shown.All(own => JsonNode.DeepEquals(own.Value, (row[column.Key] as JsonObject)?[own.Key]))
            : JsonNode.DeepEquals(value, row[column.Key]);
        if (!isSame) errors.Add(At(place, column, "field-read-only"));
    }

    private void TakeCell(FormField column, JsonNode? value, JsonObject row, int place)
    {
        var (clean, error) = FieldValue.Clean(column, PathOf(place, column), value);
        if (error is not null) errors.Add(error with { Place = CellWords(places[row], column) });
        else if (!column.PerPerson) Set(row, column.Key, clean);
        else
        {
            var own = row[column.Key] as JsonObject ?? [];
            Set(own, personId!, clean);
            if (own.Parent is null && own.Count > 0) row[column.Key] = own;
        }
    }

    private void Keep(List<JsonObject> rows, JsonObject data)
    {
        var list = new JsonArray([.. rows]);
        if (list.ToJsonString().Length > MaxLength) errors.Add(new(field.Key, "table-too-large", $"{MaxLength}"));
        Set(data, field.Key, list.Count == 0 ? null : list);
    }

    private JsonNode? Own(FormField column, JsonObject row) => column.PerPerson ? (row[column.Key] as JsonObject)?[personId ?? ""] : row[column.Key];

    private static void Set(JsonObject into, string key, JsonNode? value)
    {
        if (value is null) into.Remove(key);
        else into[key] = value;
    }

    private FieldRejection At(int place, FormField column, string code) => new(PathOf(place, column), code) { Place = CellWords(place, column) };

    private string PathOf(int place, FormField column) => $"{field.Key}[{place}].{column.Key}";

    private static LocalizedText RowWords(int place) => new($"第{place + 1}行", $"Row {place + 1}");

    private static LocalizedText CellWords(int place, FormField column) => new($"第{place + 1}行“{column.Label.Zh}”", $"Row {place + 1}, “{column.Label.En}”");
}
