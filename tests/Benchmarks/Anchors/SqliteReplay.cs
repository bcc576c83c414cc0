using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;

namespace StaffFlows.Benchmarks.Anchors;

/// <summary>The commits of all callers go through one writer with group commit.</summary>
internal sealed class SqliteReplay(Store before, ImmutableArray<CapturedCommit> commits, TimeProvider time) : IAnchor
{
    public async Task<Measured> RunAsync(int callers, CancellationToken ct)
    {
        var copy = await before.CopyAsync("anchor", ct);
        Measured measured;
        await using (var group = new SqliteGroup((SqliteConnection)await copy.OpenAsync(ct)))
        {
            var writes = commits.Select(c => c.Changes.Select(change => (change.Sql, Values: change.Values.Select(v => v.Content).ToArray())).ToList()).ToList();
            measured = await Callers.RunAsync(callers, writes.Count, new CpuMeter(null, null), time, (_, operation, _) => group.WriteAsync(writer =>
            {
                foreach (var (sql, values) in writes[operation]) writer.Execute(sql, values);
            }), ct);
        }

        await copy.DropAsync(ct);
        return measured;
    }
}
