using System.Collections.Immutable;
using System.Globalization;

namespace StaffFlows.Benchmarks.Databases;

/// <summary>
/// Fills a database in bulk: copies of a row that the product wrote, with ids of their own. The n-th copy of an id is the same
/// wherever it stands, so that copies of rows that belong together belong together.
/// </summary>
internal sealed class Multiplication(PostgreSqlStore store)
{
    private ImmutableArray<string> dropped = [];

    /// <summary>Indexes that only speed up reading go away and are made anew at the end.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        var indexes = await store.QueryAsync(
            """
            SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique
            """,
            row => (Name: row.GetString(0), Definition: row.GetString(1)), ct);
        foreach (var (name, _) in indexes) await store.ExecuteAsync($"DROP INDEX {name}", ct);
        dropped = [.. indexes.Select(i => i.Definition)];
    }

    public async Task EndAsync(CancellationToken ct)
    {
        foreach (var definition in dropped) await store.ExecuteAsync(definition, ct);
        await store.SettleAsync(ct);
    }

    /// <param name="which">The condition that finds the one row to copy.</param>
    /// <param name="from">The number of the first copy, <c>g</c> in expressions.</param>
    /// <param name="to">The number of the last one.</param>
    /// <param name="expressions">By column, where a copy differs from the row by more than its ids.</param>
    public async Task CopyAsync(string table, string which, long from, long to, IReadOnlyDictionary<string, string> expressions, CancellationToken ct)
    {
        var columns = await ReadColumnsAsync(table, ct);
        var values = columns.Select(c => expressions.TryGetValue(c.Name, out var expression) ? expression : c switch
        {
            { Type: "uuid" } => $"md5(\"{c.Name}\"::text || g)::uuid",
            { MustDiffer: true } => $"\"{c.Name}\" || '-' || g",
            _ => $"\"{c.Name}\"",
        });
        await InsertAsync(
            string.Create(CultureInfo.InvariantCulture, $"""
                INSERT INTO "{table}" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))})
                SELECT {string.Join(", ", values)} FROM "{table}", generate_series({from}::bigint, {to}) g WHERE {which}
                """), ct);
    }

    /// <summary>The copied rows agree with one another as their originals do, so nobody checks.</summary>
    public Task InsertAsync(string sql, CancellationToken ct) => store.ExecuteAsync($"SET session_replication_role = replica; SET synchronous_commit = off; {sql}", ct);

    /// <summary>A text must differ where it is the last text of a unique index that holds no id.</summary>
    private Task<List<(string Name, string Type, bool MustDiffer)>> ReadColumnsAsync(string table, CancellationToken ct) => store.QueryAsync(
        $"""
         SELECT a.attname, t.typname, EXISTS (
             SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
             AND NOT EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = a.attrelid AND o.attnum = ANY (i.indkey) AND o.atttypid = 'uuid'::regtype)
             AND a.attnum = (
                 SELECT k.attnum FROM unnest(i.indkey) WITH ORDINALITY k (attnum, place) JOIN pg_attribute o ON o.attrelid = a.attrelid AND o.attnum = k.attnum
                 WHERE o.atttypid IN ('text'::regtype, 'varchar'::regtype) ORDER BY k.place DESC LIMIT 1))
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = '"{table}"'::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
         """,
        row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), ct);
}
