using System.Globalization;
using System.Text;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>Many instances wait for a timer, all timers become due at once, and business time is moved to that moment.</summary>
internal sealed class TimersCase : ICase
{
    private const int Callers = 16;

    /// <summary>Setting the timers takes much longer than firing them.</summary>
    private const int MaxRounds = 3;
    private const double SecondsForTenThousand = 3;

    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    public string Name => "timers";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh)
        {
            await using var open = await Open.OnCopyAsync(bench, fresh, "timers", ct);
            var soon = bench.Time.GetUtcNow() + Ahead;
            await FireAsync(bench, open, bench.Sizes.Timers / 10, soon, ct);
            var (seconds, cpu) = (new List<double>(), new List<double>());
            for (var round = 1; round <= Math.Min(MaxRounds, bench.Sizes.Rounds); round++)
            {
                var fired = await FireAsync(bench, open, bench.Sizes.Timers, soon + (round * Ahead), ct);
                seconds.Add(fired.Elapsed.TotalSeconds);
                cpu.Add(fired.Cpu.Total.TotalMilliseconds / bench.Sizes.Timers);
            }

            rows.Add(new(fresh.Provider, string.Create(CultureInfo.InvariantCulture, $"{bench.Sizes.Timers:#,0} due timers"), "until all have fired", seconds.Median(), "s", seconds.Spread())
            {
                Target = Target.Below(SecondsForTenThousand * bench.Sizes.Timers / 10_000),
            });
            rows.Add(new(fresh.Provider, "due timers", "CPU of all processes, each", cpu.Median(), "ms", cpu.Spread()));
        }

        return rows;
    }

    /// <param name="at">When all of them are due; business time is moved there.</param>
    private static async Task<Measured> FireAsync(Bench bench, Open open, int timers, DateTimeOffset at, CancellationToken ct)
    {
        var moment = at.ToString("O", CultureInfo.InvariantCulture);
        await Load.Callers.RunAsync(
            Callers, timers, open.Meter, bench.Time,
            (_, operation, token) => open.Desk.StartAsync(Definitions.Waiting, TwoTaskFlow.ApplicantAt(operation), FormText.StartBody(operation, moment), token), ct);
        await open.Store.SettleAsync(ct);
        var waiting = await CountAsync(open, ct);
        var clock = Encoding.UTF8.GetBytes($$"""{"now":"{{moment}}"}""");
        var fired = await Load.Callers.RunAsync(1, 1, open.Meter, bench.Time, (_, _, token) => open.Desk.PostAsync("/api/v1/clock", Staff.Administrator, clock, token), ct);
        var left = await CountAsync(open, ct);
        return waiting == timers && left == 0 ? fired : throw new InvalidOperationException($"Of {timers} timers {waiting} were set and {left} have not fired.");
    }

    private static async Task<long> CountAsync(Open open, CancellationToken ct) => (await open.Store.QueryAsync("SELECT COUNT(*) FROM timers", row => row.GetInt64(0), ct))[0];
}
