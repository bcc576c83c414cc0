using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Benchmarks.Databases;

namespace StaffFlows.Benchmarks.Anchors;

internal sealed class PostgreSqlCapture(PostgreSqlStore store) : ChangeCapture(store)
{
    private const string Function = "bench_note";

    public override async Task InstallAsync(CancellationToken ct)
    {
        await Store.ExecuteAsync($$"""
            CREATE UNLOGGED TABLE {{Log}} (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tbl text, kind text, old text, new text);
            CREATE FUNCTION {{Function}}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              INSERT INTO {{Log}} (tbl, kind, old, new) VALUES (
                TG_TABLE_NAME, left(TG_OP, 1), CASE WHEN TG_OP <> 'INSERT' THEN to_json(OLD)::text END, CASE WHEN TG_OP <> 'DELETE' THEN to_json(NEW)::text END);
              RETURN NULL;
            END $$;
            """, ct);
        foreach (var shape in await ReadShapesAsync(ct))
            await Store.ExecuteAsync($"CREATE TRIGGER {Function} AFTER INSERT OR UPDATE OR DELETE ON \"{shape.Name}\" FOR EACH ROW EXECUTE FUNCTION {Function}()", ct);
    }

    public override Task RemoveAsync(CancellationToken ct) => Store.ExecuteAsync($"DROP FUNCTION {Function} CASCADE; DROP TABLE {Log}", ct);

    protected override async Task<IReadOnlyList<TableShape>> ReadShapesAsync(CancellationToken ct)
    {
        var columns = await Store.QueryAsync(
            $"""
             SELECT c.relname, a.attname, t.typname, EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped JOIN pg_type t ON t.oid = a.atttypid
             WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '{Log}' ORDER BY c.relname, a.attnum
             """,
            row => (Table: row.GetString(0), Column: new Column(row.GetString(1), row.GetString(2), row.GetBoolean(3))), ct);
        return [.. columns.GroupBy(c => c.Table).Select(table => new TableShape(table.Key, [.. table.Select(c => c.Column)]))];
    }

    protected override IReadOnlyList<ColumnValue> ReadRow(TableShape shape, string text)
    {
        using var row = JsonDocument.Parse(text);
        return [.. shape.Columns.Select(c => new ColumnValue(c.Name, c.Type, ReadValue(c.Type, row.RootElement.GetProperty(c.Name))))];
    }

    private static object? ReadValue(string type, JsonElement value) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (_, "uuid") => value.GetGuid(),
        (_, "bytea") => Convert.FromHexString(value.GetString()![2..]),
        (_, "timestamptz") => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture).UtcDateTime,
        (_, "date") => DateOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "int4") => value.GetInt32(),
        (_, "int8") => value.GetInt64(),
        (_, "numeric") => value.GetDecimal(),
        (_, "float8") => value.GetDouble(),
        (_, "interval") => TimeSpan.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.String, _) => value.GetString(),
        _ => throw new NotSupportedException($"A column of type {type} is not read by the benchmark."),
    };
}
