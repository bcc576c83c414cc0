using System.Net;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>200 tasks open at once in one instance, decided one after the other and by 16 callers at once, who are in each other's way.</summary>
internal sealed class ManyTasksCase : ICase
{
    private const int Crowd = 16;

    public string Name => "many";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh)
        {
            await using var open = await Open.OnCopyAsync(bench, fresh, "many", ct);
            await open.Flow(bench).RunAsync(Crowd, bench.Sizes.WarmUp, ct);
            await DecideAllAsync(bench, open, 1, ct);
            foreach (var callers in new[] { 1, Crowd })
            {
                var rounds = new List<(Measured Measured, int Refused)>();
                for (var round = 0; round < bench.Sizes.Rounds; round++) rounds.Add(await DecideAllAsync(bench, open, callers, ct));
                rows.AddRange(RowsOf(fresh.Provider, callers, rounds));
            }
        }

        return rows;
    }

    private static async Task<(Measured Measured, int Refused)> DecideAllAsync(Bench bench, Open open, int callers, CancellationToken ct)
    {
        await open.Desk.StartAsync(Definitions.ManyTasks, TwoTaskFlow.ApplicantAt(0), TwoTaskFlow.BodyAt(0), ct);
        var tasks = new List<OpenTask>();
        for (var i = 0; i < Definitions.Many; i++) tasks.AddRange(await OpenTask.ReadAsync(open.Store, $"t{i}", ct));
        if (tasks.Count != Definitions.Many) throw new InvalidOperationException($"The instance asks {tasks.Count} persons instead of {Definitions.Many}.");

        var refused = 0;
        var measured = await Callers.RunAsync(callers, tasks.Count, open.Meter, bench.Time, async (_, operation, token) =>
        {
            var task = tasks[operation];
            while (await open.Desk.TryPostAsync($"/api/v1/tasks/{task.Id}/complete", task.Assignee, TwoTaskFlow.AgreeBody, token) is not HttpStatusCode.OK)
                Interlocked.Increment(ref refused);
        }, ct);
        return (measured, refused);
    }

    private static IEnumerable<Row> RowsOf(string database, int callers, List<(Measured Measured, int Refused)> rounds)
    {
        var what = $"200 tasks of one instance, {callers} caller{(callers == 1 ? "" : "s")}";
        var (rates, cpu) = (rounds.ConvertAll(r => r.Measured.PerSecond), rounds.ConvertAll(r => r.Measured.CpuPerOperation));
        yield return new(database, what, "completions", rates.Median(), "1/s", rates.Spread());
        yield return new(database, what, "CPU of all processes", cpu.Median(), "ms", cpu.Spread());
        if (callers > 1) yield return new(database, what, "asked to try again", rounds.Average(r => r.Refused), "times");
    }
}
