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
    private ILookup<string, (string Name, string Type, bool MustDiffer)> columnsOf = Enumerable.Empty<string>().ToLookup(_ => "", _ => ("", "", false));

    /// <summary>Indexes, keys and foreign keys go away and are made anew at the end; the server need not survive a crash meanwhile.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        columnsOf = (await ReadColumnsAsync(ct)).ToLookup(c => c.Table, c => (c.Name, c.Type, c.MustDiffer));
        await store.Server.SetDurableAsync(false, ct);
        var parts = await store.QueryAsync(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), CASE contype WHEN 'f' THEN 2 ELSE 0 END AS place
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
            UNION ALL
            SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 1
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
            ORDER BY place
            """,
            row => (Drop: row.GetString(0), Make: row.GetString(1)), ct);
        foreach (var (drop, _) in parts.AsEnumerable().Reverse()) await store.ExecuteAsync(drop, ct);
        dropped = [.. parts.Select(p => p.Make)];
    }

    public async Task EndAsync(CancellationToken ct)
    {
        foreach (var definition in dropped) await store.ExecuteAsync(definition, ct);
        await store.Server.SetDurableAsync(true, ct);
        await store.SettleAsync(ct);
        await Tool.RunAsync("sync", [], ct);
    }

    /// <param name="which">The condition that finds the one row to copy.</param>
    /// <param name="from">The number of the first copy, <c>g</c> in expressions.</param>
    /// <param name="to">The number of the last one.</param>
    /// <param name="expressions">By column, where a copy differs from the row by more than its ids.</param>
    public async Task CopyAsync(string table, string which, long from, long to, IReadOnlyDictionary<string, string> expressions, CancellationToken ct)
    {
        var columns = columnsOf[table].ToList();
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
    private Task<List<(string Table, string Name, string Type, bool MustDiffer)>> ReadColumnsAsync(CancellationToken ct) => store.QueryAsync(
        """
         SELECT c.relname, a.attname, t.typname, EXISTS (
             SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
             AND NOT EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = a.attrelid AND o.attnum = ANY (i.indkey) AND o.atttypid = 'uuid'::regtype)
             AND a.attnum = (
                 SELECT k.attnum FROM unnest(i.indkey) WITH ORDINALITY k (attnum, place) JOIN pg_attribute o ON o.attrelid = a.attrelid AND o.attnum = k.attnum
                 WHERE o.atttypid IN ('text'::regtype, 'varchar'::regtype) ORDER BY k.place DESC LIMIT 1))
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum
         """,
        row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3)), ct);
}
