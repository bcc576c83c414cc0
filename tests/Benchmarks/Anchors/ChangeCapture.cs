using System.Collections.Immutable;
using StaffFlows.Benchmarks.Databases;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>
/// Writes down every row that a host changes, by triggers, so that the anchor can write the very same rows without engine and
/// HTTP. Only for a database on which nothing is measured.
/// </summary>
internal abstract class ChangeCapture(Store store)
{
    /// <summary>Outside of the product's tables, and left out of the capture itself.</summary>
    protected const string Log = "bench_changes";

    public static ChangeCapture Of(Store store) => store switch
    {
        PostgreSqlStore server => new PostgreSqlCapture(server),
        SqliteStore file => new SqliteCapture(file),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    protected Store Store => store;

    public abstract Task InstallAsync(CancellationToken ct);

    /// <summary>Takes the triggers and what they wrote away, so that the database is the product's again.</summary>
    public abstract Task RemoveAsync(CancellationToken ct);

    /// <summary>Operates once after the other and reads what each of them wrote.</summary>
    public async Task<ImmutableArray<CapturedCommit>> RecordAsync(int operations, Func<int, Task> operate, CancellationToken ct)
    {
        await using var connection = await store.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COALESCE(MAX(seq), 0) FROM {Log}";
        var marks = new List<long> { await MarkAsync() };
        for (var operation = 0; operation < operations; operation++)
        {
            await operate(operation);
            marks.Add(await MarkAsync());
        }

        return await ReadAsync(marks, ct);

        async Task<long> MarkAsync() => (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>What was written between each two marks; nothing may have been written by anybody else meanwhile.</summary>
    private async Task<ImmutableArray<CapturedCommit>> ReadAsync(List<long> marks, CancellationToken ct)
    {
        var shapes = (await ReadShapesAsync(ct)).ToDictionary(shape => shape.Name);
        var rows = await store.QueryAsync(
            $"SELECT seq, tbl, kind, old, new FROM {Log} WHERE seq > {marks[0]} AND seq <= {marks[^1]} ORDER BY seq",
            row => (Seq: row.GetInt64(0), Change: Read(shapes[row.GetString(1)], row.GetString(2)[0], row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4))), ct);
        return [.. marks.Zip(marks.Skip(1), (from, to) => new CapturedCommit(
            [.. rows.Where(row => row.Seq > from && row.Seq <= to).Select(row => row.Change).OfType<RowChange>()]))];
    }

    protected abstract Task<IReadOnlyList<TableShape>> ReadShapesAsync(CancellationToken ct);

    /// <summary>The values of a row as the trigger wrote them, by column.</summary>
    protected abstract IReadOnlyList<ColumnValue> ReadRow(TableShape shape, string text);

    /// <summary>Null where an update changed nothing.</summary>
    private RowChange? Read(TableShape shape, char kind, string? oldText, string? newText)
    {
        var keys = shape.Columns.Where(c => c.IsKey).Select(c => c.Name).ToHashSet();
        var (before, after) = (oldText is null ? null : ReadRow(shape, oldText), newText is null ? null : ReadRow(shape, newText));
        ImmutableArray<ColumnValue> key = [.. (before ?? after!).Where(v => keys.Contains(v.Column))];
        switch (kind)
        {
            case 'I':
                return new(shape.Name, ChangeKind.Insert, [.. after!], key);
            case 'D':
                return new(shape.Name, ChangeKind.Delete, [], key);
            default:
                var changed = before!.Zip(after!).Where(pair => !Same(pair.First.Content, pair.Second.Content)).Select(pair => pair.Second).ToImmutableArray();
                return changed.IsEmpty ? null : new(shape.Name, ChangeKind.Update, changed, key);
        }
    }

    private static bool Same(object? one, object? other) =>
        one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);
}
