using System.Numerics;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>
/// The statements of several commits as one batch. What each looks at, holds, changes and removes comes first, as it came; the rows that
/// they add go in together, table by table, owners before what belongs to them; what comes after a number is drawn stays last.
/// </summary>
internal static class CommonBatch
{
    /// <summary>By the powers of two up to here, so that a connection prepares few texts for a table.</summary>
    private const int MostRows = 16;

    public static List<RowStatement> Of(IReadOnlyList<PendingCommit> group)
    {
        var (first, added, last) = (new List<RowStatement>(), new List<NewRows>(), new List<RowStatement>());
        foreach (var entry in group)
        {
            var target = first;
            foreach (var statement in entry.Statements)
            {
                if (statement.OnRow is not null) target = last;
                if (statement.Adds is { } rows) added.Add(rows);
                else target.Add(statement);
            }
        }

        var inserts = added.GroupBy(rows => (rows.Table, rows.KeepsPresent)).OrderBy(rows => rows.Key.Table.Depth)
            .SelectMany(rows => Inserts(rows.Key.Table, rows.Key.KeepsPresent, [.. rows.SelectMany(r => r.Rows)]));
        return [.. first, .. inserts, .. last];
    }

    private static IEnumerable<RowStatement> Inserts(Table table, bool keepsPresent, List<object> rows)
    {
        var most = Math.Min(MostRows, table.MostRows);
        for (int at = 0, size; at < rows.Count; at += size)
        {
            size = 1 << BitOperations.Log2((uint)Math.Min(most, rows.Count - at));
            yield return table.Insert(rows.GetRange(at, size), keepsPresent);
        }
    }
}
