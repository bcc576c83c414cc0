using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Workflows.Forms;

namespace StaffFlows.Host.Features;

/// <summary>The rows of a table as a page posts them: <c>scores[0].id</c>, <c>scores[0].score</c>; gaps between the numbers are rows that the page took out.</summary>
internal static class PostedTable
{
    /// <summary>What the step may write, row by row as the page had them; ticked rows are gone, one that was asked for is empty.</summary>
    public static JsonArray Read(IFormCollection posted, Form form, string stepId, FormField table)
    {
        var changesRows = !table.Table!.IsFixed && form.RightOf(stepId, table) >= FieldRight.Write;
        var columns = table.Columns.Where(column => form.RightOf(stepId, table, column) >= FieldRight.Write).ToList();
        var rows = new JsonArray();
        foreach (var number in NumbersIn(posted, table))
        {
            var prefix = $"{table.Key}[{number}].";
            if (changesRows && posted.ContainsKey($"{prefix}remove")) continue;

            var row = new JsonObject();
            if (posted[prefix + FormTable.RowId] is [{ Length: > 0 } id, ..]) row[FormTable.RowId] = id;
            foreach (var column in columns.Where(column => posted.ContainsKey(prefix + column.Key))) row[column.Key] = PostedForms.Value(posted, prefix + column.Key);
            rows.Add(row);
        }

        if (changesRows && PostedForms.Value(posted, PostedForms.AddRow) == table.Key && rows.Count < table.Table.MaxRows) rows.Add(new JsonObject());
        return rows;
    }

    private static IEnumerable<int> NumbersIn(IFormCollection posted, FormField table)
    {
        var start = $"{table.Key}[";
        return posted.Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal) && key.IndexOf(']', StringComparison.Ordinal) > start.Length)
            .Select(key => int.TryParse(key.AsSpan(start.Length, key.IndexOf(']', StringComparison.Ordinal) - start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .Where(number => number >= 0).Distinct().Order();
    }
}
