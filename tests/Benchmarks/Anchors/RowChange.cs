using System.Collections.Immutable;

namespace StaffFlows.Benchmarks.Anchors;

internal enum ChangeKind
{
    Insert,
    Update,
    Delete,
}

/// <summary>A value as a column holds it.</summary>
/// <param name="Content">Null where the column is.</param>
/// <param name="Type">The column's type in the database's own words.</param>
internal sealed record ColumnValue(string Column, string Type, object? Content);

/// <summary>One row that a commit wrote, changed (only what differs) or took away.</summary>
/// <param name="Written">Of an insert all columns, of an update those that changed, of a delete none.</param>
/// <param name="Key">What finds the row.</param>
internal sealed record RowChange(string Table, ChangeKind Kind, ImmutableArray<ColumnValue> Written, ImmutableArray<ColumnValue> Key)
{
    /// <summary>The same text for each change of the same shape; its parameters are $1, $2 … in the order of <see cref="Values"/>.</summary>
    public string Sql { get; } = Kind switch
    {
        ChangeKind.Insert => $"INSERT INTO \"{Table}\" ({Names(Written)}) VALUES ({string.Join(", ", Written.Select((_, i) => $"${i + 1}"))})",
        ChangeKind.Update => $"UPDATE \"{Table}\" SET {string.Join(", ", Written.Select((v, i) => $"\"{v.Column}\" = ${i + 1}"))} WHERE {Where(Key, Written.Length)}",
        _ => $"DELETE FROM \"{Table}\" WHERE {Where(Key, 0)}",
    };

    public ImmutableArray<ColumnValue> Values => Kind is ChangeKind.Insert ? Written : [.. Written, .. Key];

    private static string Names(ImmutableArray<ColumnValue> values) => string.Join(", ", values.Select(v => $"\"{v.Column}\""));

    private static string Where(ImmutableArray<ColumnValue> key, int before) =>
        string.Join(" AND ", key.Select((v, i) => $"\"{v.Column}\" = ${before + i + 1}"));
}

/// <summary>What one operation of the product wrote, in its order.</summary>
internal sealed record CapturedCommit(ImmutableArray<RowChange> Changes);
