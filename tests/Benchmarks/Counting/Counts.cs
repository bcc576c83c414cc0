namespace StaffFlows.Benchmarks.Counting;

/// <summary>What one operation costs, counted and not timed. Null where the database has no such thing or it cannot be seen.</summary>
/// <param name="RoundTrips">Answers of the database server that the host waited for.</param>
/// <param name="Commits">That changed something, and so wait for the disk.</param>
/// <param name="RowChanges">Rows inserted, updated, deleted.</param>
/// <param name="LogBytes">Written to the database's log of changes (WAL).</param>
/// <param name="Allocated">Bytes that the host allocated.</param>
internal sealed record Counts(double? RoundTrips, double? Commits, double? RowChanges, double? LogBytes, double? Allocated)
{
    public static Counts operator +(Counts one, Counts other) => new(
        one.RoundTrips + other.RoundTrips, one.Commits + other.Commits, one.RowChanges + other.RowChanges,
        one.LogBytes + other.LogBytes, one.Allocated + other.Allocated);
}
