using System.Net;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>Sixteen candidates claim each task in the same moment; exactly one of them may get it.</summary>
internal sealed class ClaimCase : ICase
{
    public string Name => "claims";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh)
        {
            await using var open = await Open.OnCopyAsync(bench, fresh, "claims", ct);
            await RaceAsync(bench, open, 10, ct);
            var raced = new List<Measured>();
            for (var round = 0; round < bench.Sizes.Rounds; round++) raced.Add(await RaceAsync(bench, open, bench.Sizes.Claims, ct));
            rows.AddRange([Of(fresh, raced, "claims", "1/s", m => m.PerSecond), Of(fresh, raced, "p99", "ms", m => m.Latencies.Quantile(0.99)), Of(fresh, raced, "CPU of all processes", "ms", m => m.CpuPerOperation)]);
        }

        return rows;
    }

    private static Row Of(Store database, List<Measured> raced, string figure, string unit, Func<Measured, double> value) =>
        new(database.Provider, "claim races, 16 callers for each task", figure, raced.Select(value).Median(), unit, raced.ConvertAll(m => value(m)).Spread());

    private static async Task<Measured> RaceAsync(Bench bench, Open open, int tasks, CancellationToken ct)
    {
        for (var i = 0; i < tasks; i++) await open.Desk.StartAsync(Definitions.Shared, TwoTaskFlow.ApplicantAt(i), TwoTaskFlow.BodyAt(i), ct);
        var ids = await open.Store.QueryAsync(
            "SELECT CAST(id AS varchar(36)) FROM user_tasks WHERE step_id = 'shared' AND assignee_id IS NULL AND closed_at IS NULL", row => Guid.Parse(row.GetString(0)), ct);
        var racers = Staff.Approvers.Length;
        var won = new int[ids.Count];
        var measured = await Callers.RunAsync(racers, ids.Count * racers, open.Meter, bench.Time, async (_, operation, token) =>
        {
            var (task, racer) = (operation / racers, operation % racers);
            var answer = await open.Desk.TryPostAsync($"/api/v1/tasks/{ids[task]}/claim", Staff.Approvers[racer], [], token);
            if (answer is HttpStatusCode.OK) Interlocked.Increment(ref won[task]);
        }, ct);

        return won.All(times => times == 1)
            ? measured
            : throw new InvalidOperationException($"Of {ids.Count} tasks {won.Count(times => times != 1)} were not claimed by exactly one.");
    }
}
