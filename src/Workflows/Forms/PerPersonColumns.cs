using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Forms;

/// <summary>Columns that each person fills in for himself, as one of them sees them.</summary>
public static class PerPersonColumns
{
    /// <summary>What others have written stays hidden, from everybody, while the column is being written.</summary>
    /// <param name="isOpen">Whether somebody may still write the column: table, column.</param>
    public static void HideOthers(Form form, JsonObject shown, Func<FormField, FormField, bool> isOpen, string personId) => Each(form, shown, (table, column, row) =>
    {
        if (isOpen(table, column)) row[column.Key] = row[column.Key]?[personId] is { } own ? new JsonObject { [personId] = own.DeepClone() } : null;
    });

    /// <summary>Whoever writes a column has his own value before him as he would write it.</summary>
    public static void ShowOwn(Form form, string stepId, JsonObject shown, string personId) => Each(form, shown, (table, column, row) =>
    {
        if (form.RightOf(stepId, table, column) >= FieldRight.Write) row[column.Key] = row[column.Key]?[personId]?.DeepClone();
    });

    private static void Each(Form form, JsonObject shown, Action<FormField, FormField, JsonObject> change)
    {
        foreach (var table in form.Fields)
        foreach (var column in table.Columns.Where(column => column.PerPerson))
        foreach (var row in TableRows.In(shown, table).Where(row => row[column.Key] is JsonObject))
        {
            change(table, column, row);
            if (row[column.Key] is null) row.Remove(column.Key);
        }
    }
}
