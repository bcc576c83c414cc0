using System.Collections.Immutable;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>What the database itself costs: rows written from a number of callers with the best batching there is, no engine and no HTTP.</summary>
internal interface IAnchor
{
    Task<Measured> RunAsync(int callers, CancellationToken ct);
}

internal static class Anchor
{
    /// <summary>The same rows and bytes as operations of the product wrote.</summary>
    /// <param name="before">The database as it was before the first of them; copied for each run.</param>
    public static IAnchor Replay(Store before, ImmutableArray<CapturedCommit> commits, TimeProvider time) => before switch
    {
        PostgreSqlStore => new PostgreSqlReplay(before, commits, time),
        SqliteStore => new SqliteReplay(before, commits, time),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>As little as any workflow engine writes: a row loaded, its 2 KB state written back, three rows added.</summary>
    public static IAnchor Small(Store any, int operations, TimeProvider time) => any switch
    {
        PostgreSqlStore => new PostgreSqlSmall(any, operations, time),
        SqliteStore => new SqliteSmall(any, operations, time),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
