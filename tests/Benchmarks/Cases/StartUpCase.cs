using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Hosts;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>
/// From the start of the process to the first answer, and the memory held some seconds later with nothing to do; in turns with a host
/// that has the same libraries and does their share of the work, and nothing of ours.
/// </summary>
internal sealed class StartUpCase : ICase
{
    private const double SecondStart = 1.5;
    private const double IdleMemory = 1.3;
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public string Name => "startup";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh)
        {
            var empty = await EmptyAsync(fresh, ct);
            var first = await StartAsync(() => bench.Hall.OpenAsync(empty, ct), ct);
            var (ours, bare) = (new List<(TimeSpan In, long Memory)>(), new List<(TimeSpan In, long Memory)>());
            for (var start = 0; start <= bench.Sizes.Starts; start++)
            {
                var (one, other) = (await StartAsync(() => bench.Hall.OpenAsync(empty, ct), ct), await StartAsync(() => bench.Hall.OpenBareAsync(empty, ct), ct));
                if (start == 0) continue;                // it fills the system's file cache

                ours.Add(one);
                bare.Add(other);
            }

            rows.Add(new(fresh.Provider, "start on an empty database", "until ready", first.In.TotalSeconds, "s"));
            rows.Add(Compare(fresh.Provider, "second start", "until ready", "s", ours, bare, start => start.In.TotalSeconds, SecondStart));
            rows.Add(Compare(fresh.Provider, "idle memory", "resident", "MB", ours, bare, start => start.Memory / Megabyte, IdleMemory));
        }

        return rows;
    }

    private static Row Compare(
        string database, string what, string figure, string unit, List<(TimeSpan In, long Memory)> ours, List<(TimeSpan In, long Memory)> bare,
        Func<(TimeSpan In, long Memory), double> value, double bound)
    {
        var values = ours.ConvertAll(start => value(start));
        return new(database, what, figure, values.Median(), unit, values.Spread())
        {
            Anchor = bare.Select(value).Median(), Target = Target.RatioBelow(bound),
            RatioOfRounds = ours.Zip(bare, (one, other) => value(one) / value(other)).Median(),
        };
    }

    private static async Task<(TimeSpan In, long Memory)> StartAsync(Func<Task<HostProcess>> open, CancellationToken ct)
    {
        await using var host = await open();
        await Task.Delay(Idle, TimeProvider.System, ct);
        return (host.StartedIn, ProcessTree.MemoryOf(host.ProcessId));
    }

    private static async Task<Store> EmptyAsync(Store fresh, CancellationToken ct)
    {
        Store empty = fresh is PostgreSqlStore server
            ? new PostgreSqlStore(server.Server, "empty")
            : new SqliteStore(Path.GetDirectoryName(((SqliteStore)fresh).File)!, "empty");
        await empty.CreateAsync(ct);
        return empty;
    }
}
