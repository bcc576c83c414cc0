using StaffFlows.Benchmarks.Counting;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>Counts what one operation of each phase costs, on a host and a database of its own and with one caller.</summary>
internal static class FlowCounting
{
    private const int FewEnoughForTheLog = 5;
    private const int Attempts = 20;

    public static async Task<IReadOnlyDictionary<Phase, Counts>> RunAsync(Bench bench, Store fresh, CancellationToken ct)
    {
        var store = await fresh.CopyAsync("counted", ct);
        await using var proxy = store is PostgreSqlStore behind ? new WireProxy(behind.Server.Port) : null;
        await using var host = await bench.Hall.OpenAsync(store, ct, proxy?.Port);
        using var desk = new Desk(host.Address);
        await desk.SignInAsync([.. Staff.Applicants, .. Staff.Approvers], ct);
        var flow = new TwoTaskFlow(desk, store, new CpuMeter(null, null), bench.Time);
        await flow.RunAsync(4, bench.Sizes.WarmUp, ct);

        var counts = store is PostgreSqlStore server
            ? await OnServerAsync(server.Server, proxy!, flow, bench.Sizes.Counted, ct)
            : await OnFileAsync((SqliteStore)store, flow, ct);
        using var meter = new AllocationMeter(host.ProcessId);
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var before = await meter.ReadAsync(ct);
            await flow.RunAsync(phase, 1, bench.Sizes.Counted, ct);
            counts[phase] = counts[phase] with { Allocated = (double)(await meter.ReadAsync(ct) - before) / bench.Sizes.Counted };
        }

        return counts;
    }

    private static async Task<Dictionary<Phase, Counts>> OnServerAsync(PostgreSqlServer server, WireProxy proxy, TwoTaskFlow flow, int operations, CancellationToken ct)
    {
        var counts = new Dictionary<Phase, Counts>();
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var operate = await flow.PrepareAsync(phase, ct);
            var (wire, log) = (proxy.Read(), await server.WalPositionAsync(ct));
            for (var i = 0; i < operations; i++) await operate(i);
            var (after, written) = (proxy.Read(), await server.WalPositionAsync(ct) - log);
            counts[phase] = new(
                (double)(after.RoundTrips - wire.RoundTrips) / operations, (double)(after.Commits - wire.Commits) / operations,
                (double)(after.RowChanges - wire.RowChanges) / operations, (double)written / operations, null);
        }

        return counts;
    }

    /// <summary>The log begins anew now and then; what spans such a moment is counted again.</summary>
    private static async Task<Dictionary<Phase, Counts>> OnFileAsync(SqliteStore store, TwoTaskFlow flow, CancellationToken ct)
    {
        var counts = new Dictionary<Phase, Counts>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (var phase in Enum.GetValues<Phase>())
            {
                var operate = await flow.PrepareAsync(phase, ct);
                var before = SqliteLog.Read(store.File);
                for (var i = 0; i < FewEnoughForTheLog; i++) await operate(i);
                var after = SqliteLog.Read(store.File);
                if (after.Salt == before.Salt)
                    counts[phase] = new(null, (double)(after.Commits - before.Commits) / FewEnoughForTheLog, null, (double)(after.Bytes - before.Bytes) / FewEnoughForTheLog, null);
            }

            if (counts.Count == Enum.GetValues<Phase>().Length) return counts;
        }

        throw new InvalidOperationException("SQLite's log began anew in each attempt to count in it.");
    }
}
