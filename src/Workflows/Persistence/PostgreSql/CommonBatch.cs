using System.Numerics;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence.PostgreSql;

/// <summary>
/// The statements of several commits as one batch. What each looks at, holds and changes comes first, as it came; then go the rows that
/// they remove, and in go those that they add, together for each table, owners last where they go and first where they come; what comes
/// after a number is drawn stays last.
/// </summary>
internal static class CommonBatch
{
    /// <summary>By the powers of two up to here, so that a connection prepares few texts for a table.</summary>
    private const int MostRows = 16;

    public static List<RowStatement> Of(IReadOnlyList<PendingCommit> group)
    {
        var (first, removed, added, last) = (new List<RowStatement>(), new List<GoneRows>(), new List<NewRows>(), new List<RowStatement>());
        foreach (var entry in group)
        {
            var target = first;
            foreach (var statement in entry.Statements)
            {
                if (statement.OnRow is not null) target = last;
                if (statement.Adds is { } rows) added.Add(rows);
                else if (statement.Removes is { } gone) removed.Add(gone);
                else target.Add(statement);
            }
        }

        var deletes = removed.GroupBy(rows => (rows.Table, rows.Column)).OrderByDescending(rows => rows.Key.Table.Depth)
            .SelectMany(rows => Deletes(rows.Key.Table, rows.Key.Column, [.. rows.SelectMany(r => r.Values)]));
        var inserts = added.GroupBy(rows => (rows.Table, rows.KeepsPresent)).OrderBy(rows => rows.Key.Table.Depth)
            .SelectMany(rows => Inserts(rows.Key.Table, rows.Key.KeepsPresent, [.. rows.SelectMany(r => r.Rows)]));
        return [.. first, .. deletes, .. inserts, .. last];
    }

    private static IEnumerable<RowStatement> Deletes(Table table, Column column, List<object> values) =>
        InFewSizes(values, MostRows).Select(some => table.Delete(column, some));

    private static IEnumerable<RowStatement> Inserts(Table table, bool keepsPresent, List<object> rows) =>
        InFewSizes(rows, Math.Min(MostRows, table.MostRows)).Select(some => table.Insert(some, keepsPresent));

    private static IEnumerable<List<object>> InFewSizes(List<object> all, int most)
    {
        for (int at = 0, size; at < all.Count; at += size)
        {
            size = 1 << BitOperations.Log2((uint)Math.Min(most, all.Count - at));
            yield return all.GetRange(at, size);
        }
    }
}
