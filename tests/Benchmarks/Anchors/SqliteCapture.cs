using System.Globalization;
using StaffFlows.Benchmarks.Databases;

namespace StaffFlows.Benchmarks.Anchors;

internal sealed class SqliteCapture(SqliteStore store) : ChangeCapture(store)
{
    /// <summary>Between two values; no value of the product holds it.</summary>
    private const char Separator = '\u001f';

    public override async Task InstallAsync(CancellationToken ct)
    {
        await Store.ExecuteAsync($"CREATE TABLE {Log} (seq INTEGER PRIMARY KEY, tbl TEXT, kind TEXT, old TEXT, new TEXT)", ct);
        foreach (var shape in await ReadShapesAsync(ct))
        {
            await Store.ExecuteAsync(Trigger(shape, "INSERT", "NULL", Row(shape, "NEW")), ct);
            await Store.ExecuteAsync(Trigger(shape, "UPDATE", Row(shape, "OLD"), Row(shape, "NEW")), ct);
            await Store.ExecuteAsync(Trigger(shape, "DELETE", Row(shape, "OLD"), "NULL"), ct);
        }
    }

    public override async Task RemoveAsync(CancellationToken ct)
    {
        foreach (var name in await Store.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'bench_%'", row => row.GetString(0), ct))
            await Store.ExecuteAsync($"DROP TRIGGER \"{name}\"", ct);
        await Store.ExecuteAsync($"DROP TABLE {Log}", ct);
    }

    protected override async Task<IReadOnlyList<TableShape>> ReadShapesAsync(CancellationToken ct)
    {
        var columns = await Store.QueryAsync(
            $"""
             SELECT m.name, c.name, c.type, c.pk > 0 FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '{Log}' ORDER BY m.name, c.cid
             """,
            row => (Table: row.GetString(0), Column: new Column(row.GetString(1), row.GetString(2), row.GetBoolean(3))), ct);
        return [.. columns.GroupBy(c => c.Table).Select(table => new TableShape(table.Key, [.. table.Select(c => c.Column)]))];
    }

    protected override IReadOnlyList<ColumnValue> ReadRow(TableShape shape, string text) =>
        [.. shape.Columns.Zip(text.Split(Separator), (column, value) => new ColumnValue(column.Name, column.Type, ReadLiteral(value)))];

    private static string Trigger(TableShape shape, string when, string before, string after) =>
        $"""
         CREATE TRIGGER "bench_{when}_{shape.Name}" AFTER {when} ON "{shape.Name}" BEGIN
           INSERT INTO {Log} (tbl, kind, old, new) VALUES ('{shape.Name}', '{when[0]}', {before}, {after});
         END
         """;

    private static string Row(TableShape shape, string which) =>
        string.Join($" || char({(int)Separator}) || ", shape.Columns.Select(c => $"quote({which}.\"{c.Name}\")"));

    /// <summary>As SQLite's <c>quote</c> writes a value.</summary>
    private static object? ReadLiteral(string text) => text switch
    {
        "NULL" => null,
        ['X', '\'', .. var hex, '\''] => Convert.FromHexString(hex),
        ['\'', .. var quoted, '\''] => quoted.Replace("''", "'", StringComparison.Ordinal),
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
