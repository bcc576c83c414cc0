using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>The pages that people look at most: the inbox with twenty tasks on it, and a task.</summary>
internal sealed class PagesCase : ICase
{
    private const int TasksOfEach = 30;

    public string Name => "pages";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh)
        {
            await using var open = await Open.OnCopyAsync(bench, fresh, "pages", ct);
            await open.Flow(bench).RunAsync(Phase.Start, 8, TasksOfEach * Staff.Approvers.Length, ct);
            await open.Store.SettleAsync(ct);
            var tasks = await OpenTask.ReadAsync(open.Store, "first", ct);
            foreach (var callers in new[] { 1, 16 })
            {
                rows.AddRange(await ShowAsync(bench, open, "inbox page, 20 tasks", callers, i => ("/inbox", Staff.ApproverAt(i)), ct));
                rows.AddRange(await ShowAsync(bench, open, "task page", callers, i => ($"/tasks/{tasks[i % tasks.Count].Id}", tasks[i % tasks.Count].Assignee), ct));
                rows.AddRange(await ShowAsync(bench, open, "inbox by REST, 20 tasks", callers, i => ("/api/v1/inbox", Staff.ApproverAt(i)), ct));
            }
        }

        return rows;
    }

    private static async Task<IEnumerable<Row>> ShowAsync(
        Bench bench, Open open, string what, int callers, Func<int, (string Path, string User)> pick, CancellationToken ct)
    {
        Task<Measured> RunAsync(int pages) => Callers.RunAsync(
            callers, pages, open.Meter, bench.Time, (_, operation, token) => open.Desk.GetAsync(pick(operation).Path, pick(operation).User, token), ct);
        await RunAsync(bench.Sizes.Pages);
        var shown = new List<Measured>();
        for (var round = 0; round < bench.Sizes.Rounds; round++) shown.Add(await RunAsync(bench.Sizes.Pages));

        var label = $"{what}, {callers} caller{(callers == 1 ? "" : "s")}";
        Row Of(string figure, string unit, Func<Measured, double> value) =>
            new(open.Store.Provider, label, figure, shown.Select(value).Median(), unit, shown.ConvertAll(m => value(m)).Spread());
        return callers == 1
            ? [Of("p50", "ms", m => m.Latencies.Median()), Of("CPU of all processes", "ms", m => m.CpuPerOperation)]
            : [Of("throughput", "1/s", m => m.PerSecond), Of("p99", "ms", m => m.Latencies.Quantile(0.99))];
    }
}
