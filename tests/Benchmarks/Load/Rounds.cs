using StaffFlows.Benchmarks.Cases;

namespace StaffFlows.Benchmarks.Load;

/// <summary>Something that is measured once in each round; it may yield several figures, each under a name of its own.</summary>
internal sealed record Contender(string Name, Func<CancellationToken, Task<IReadOnlyDictionary<string, Measured>>> RunAsync)
{
    public static Contender Single(string name, Func<CancellationToken, Task<Measured>> run) =>
        new(name, async ct => new Dictionary<string, Measured> { [name] = await run(ct) });
}

/// <param name="Anchor">The mean of both ends, in operations per second.</param>
internal sealed record Round(double Anchor, double AnchorCpu, IReadOnlyDictionary<string, Measured> Results);

/// <summary>
/// Rounds in which everything is measured once, in another order each time, with the anchor at both ends. Where the two ends
/// differ, something else had the machine meanwhile, and the round is worth nothing.
/// </summary>
internal sealed record Rounds(IReadOnlyList<Round> Kept, int Dropped)
{
    /// <param name="anchor">Measured at both ends of each round.</param>
    /// <param name="sizes">With the rounds to keep; at most twice as many are run.</param>
    public static async Task<Rounds> RunAsync(
        Func<CancellationToken, Task<Measured>> anchor, IReadOnlyList<Contender> contenders, Sizes sizes, Progress say, CancellationToken ct)
    {
        var kept = new List<Round>();
        var run = 0;
        for (; kept.Count < sizes.Rounds && run < 2 * sizes.Rounds; run++)
        {
            var before = await anchor(ct);
            var results = new Dictionary<string, Measured>();
            for (var i = 0; i < contenders.Count; i++)
                foreach (var (name, measured) in await contenders[(i + run) % contenders.Count].RunAsync(ct)) results[name] = measured;
            var after = await anchor(ct);

            var apart = Math.Max(before.PerSecond, after.PerSecond) / Math.Min(before.PerSecond, after.PerSecond);
            if (apart <= sizes.Tolerated) kept.Add(new((before.PerSecond + after.PerSecond) / 2, (before.CpuPerOperation + after.CpuPerOperation) / 2, results));
            say($"round {run + 1}: anchor {before.PerSecond:0} and {after.PerSecond:0} a second{(apart > sizes.Tolerated ? ", dropped" : "")}");
        }

        return kept.Count > 0 ? new(kept, run - kept.Count) : throw new InvalidOperationException("No round could be kept: the machine is not quiet enough.");
    }

    /// <summary>One figure of each kept round.</summary>
    public IReadOnlyCollection<double> Of(Func<Round, double> figure) => [.. Kept.Select(figure)];
}
