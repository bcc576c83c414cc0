using StaffFlows.Benchmarks.Counting;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>Makes lines of the table from the rounds of the flow, with what was aimed at.</summary>
internal static class FlowRows
{
    private const double KeptOfTheAnchor = 0.4;
    private const double Stretch = 0.7;
    private const double InstancesPerSecond = 900;
    private const double CpuOfACompletion = 0.7;
    private const double AloneMilliseconds = 1.5;
    private const double LogBytesOfAnInstance = 14 * 1024;

    public static string Name(Phase phase, int callers) => $"{phase} × {callers}";

    public static string AnchorName(Phase phase, int callers) => $"anchor {phase} × {callers}";

    /// <param name="isAnchored">Whether the anchor at both ends of the rounds is the one to compare with.</param>
    public static IEnumerable<Row> OfCompletion(string database, int callers, bool isAnchored, Rounds rounds)
    {
        var what = $"completion, {callers} caller{(callers == 1 ? "" : "s")}";
        var name = Name(Phase.First, callers);
        double Anchor(Round round) => isAnchored ? round.Anchor : round.Results[AnchorName(Phase.First, callers)].PerSecond;
        double AnchorCpu(Round round) => isAnchored ? round.AnchorCpu : round.Results[AnchorName(Phase.First, callers)].CpuPerOperation;

        yield return Of(database, what, "throughput", "1/s", rounds, r => r.Results[name].PerSecond, Anchor)
            with { Target = callers == 16 ? Target.RatioAbove(KeptOfTheAnchor) with { Stretch = database != "Sqlite" ? Stretch : null } : null };
        yield return Of(database, what, "p50", "ms", rounds, r => r.Results[name].Latencies.Median()) with { Target = callers == 1 && database != "Sqlite" ? Target.Below(AloneMilliseconds) : null };
        yield return Of(database, what, "p99", "ms", rounds, r => r.Results[name].Latencies.Quantile(0.99));
        yield return Of(database, what, "CPU of all processes", "ms", rounds, r => r.Results[name].CpuPerOperation, AnchorCpu)
            with { Target = callers == 16 ? Target.Below(CpuOfACompletion) : null };
        yield return Of(database, what, "CPU of the host", "ms", rounds, r => r.Results[name].Cpu.Host.TotalMilliseconds / r.Results[name].Operations);
        if (database != "Sqlite") yield return Of(database, what, "CPU of the database", "ms", rounds, r => r.Results[name].Cpu.Database.TotalMilliseconds / r.Results[name].Operations);
    }

    public static IEnumerable<Row> OfCounts(string database, IReadOnlyDictionary<Phase, Counts> counts)
    {
        foreach (var (phase, what) in new[] { (Phase.Start, "start"), (Phase.First, "completion"), (Phase.Second, "completion that ends the case") })
        {
            var counted = counts[phase];
            var isTarget = phase is Phase.First;
            if (counted.RoundTrips is { } trips) yield return new Row(database, what, "round trips", trips, "") { Target = isTarget ? Target.Below(2.05) : null, Counted = counted };
            if (counted.Commits is { } commits) yield return new Row(database, what, "durable commits", commits, "") { Target = isTarget ? Target.Below(1.05) : null, Counted = counted };
        }

        var all = counts[Phase.Start] + counts[Phase.First] + counts[Phase.Second];
        if (all.LogBytes is { } bytes)
            yield return new(database, "full instance of two tasks", "log (WAL)", bytes, "bytes") { Target = database != "Sqlite" ? Target.Below(LogBytesOfAnInstance) : null, Counted = all };
    }

    public static IEnumerable<Row> OfInstance(string database, int callers, Rounds rounds)
    {
        var what = $"full instance of two tasks, {callers} callers";
        yield return Of(
            database, $"start, {callers} callers", "throughput", "1/s", rounds, r => r.Results[Name(Phase.Start, callers)].PerSecond,
            r => r.Results[AnchorName(Phase.Start, callers)].PerSecond);
        yield return Of(database, $"start, {callers} callers", "CPU of all processes", "ms", rounds, r => r.Results[Name(Phase.Start, callers)].CpuPerOperation);
        yield return Of(
            database, $"completion that ends the case, {callers} callers", "throughput", "1/s", rounds, r => r.Results[Name(Phase.Second, callers)].PerSecond,
            r => r.Results[AnchorName(Phase.Second, callers)].PerSecond);
        yield return Of(database, what, "throughput", "1/s", rounds, r => 1 / Phases(r, callers).Sum(m => 1 / m.PerSecond), r => AnchorOfInstance(r, callers))
            with { Target = Target.Above(InstancesPerSecond) };
        yield return Of(database, what, "CPU of all processes", "ms", rounds, r => Phases(r, callers).Sum(m => m.CpuPerOperation));
    }

    public static Row OfSmall(string database, string name, int callers, Rounds rounds) =>
        Of(database, $"small anchor: load + 2 KB update + 3 inserts, {callers} callers", "throughput", "1/s", rounds, r => r.Results[name].PerSecond, r => r.Anchor);

    public static Row OfRounds(string database, Rounds rounds) => new(database, "rounds", $"dropped (kept: {rounds.Kept.Count})", rounds.Dropped, "");

    private static IEnumerable<Measured> Phases(Round round, int callers) => Enum.GetValues<Phase>().Select(phase => round.Results[Name(phase, callers)]);

    private static double AnchorOfInstance(Round round, int callers) =>
        1 / ((1 / round.Anchor) + (1 / round.Results[AnchorName(Phase.Start, callers)].PerSecond) + (1 / round.Results[AnchorName(Phase.Second, callers)].PerSecond));

    private static Row Of(
        string database, string what, string figure, string unit, Rounds rounds, Func<Round, double> value, Func<Round, double>? anchor = null)
    {
        var values = rounds.Of(value);
        return new(database, what, figure, values.Median(), unit, values.Spread())
        {
            Anchor = anchor is null ? null : rounds.Of(anchor).Median(),
            RatioOfRounds = anchor is null ? null : rounds.Of(round => value(round) / anchor(round)).Median(),
        };
    }
}
