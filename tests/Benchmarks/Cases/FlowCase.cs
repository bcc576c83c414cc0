using StaffFlows.Benchmarks.Anchors;
using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>Start, completion and full instance over HTTP with 1, 16 and 64 callers, beside what the database itself takes for the same rows.</summary>
internal sealed class FlowCase : ICase
{
    private const string Small = "small";
    private const int Crowd = 16;
    private static readonly int[] CallerCounts = [1, Crowd, 64];

    public string Name => "flow";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh) rows.AddRange(await RunAsync(bench, fresh, ct));
        return rows;
    }

    private static async Task<IReadOnlyList<Row>> RunAsync(Bench bench, Store fresh, CancellationToken ct)
    {
        var anchors = await FlowAnchors.RecordAsync(bench, fresh, bench.Sizes.Crowd, ct);
        var store = await fresh.CopyAsync("flow", ct);
        await using var host = await bench.Hall.OpenAsync(store, ct);
        using var desk = new Desk(host.Address);
        await desk.SignInAsync([.. Staff.Applicants, .. Staff.Approvers], ct);
        var flow = new TwoTaskFlow(desk, store, new CpuMeter(host.ProcessId, store.ServerProcess), bench.Time);
        await flow.RunAsync(Crowd, bench.Sizes.WarmUp, ct);
        await store.SettleAsync(ct);

        var small = Anchor.Small(fresh, bench.Sizes.Crowd, bench.Time);
        List<Contender> contenders =
        [
            .. CallerCounts.Select(callers => new Contender($"{callers}", async token => (await flow.RunAsync(callers, callers == 1 ? bench.Sizes.Alone : bench.Sizes.Crowd, token))
                .ToDictionary(phase => FlowRows.Name(phase.Key, callers), phase => phase.Value))),
            .. CallerCounts.Where(callers => callers != Crowd).Select(callers => Contender.Single(FlowRows.AnchorName(Phase.First, callers), token => anchors[Phase.First].RunAsync(callers, token))),
            .. new[] { Phase.Start, Phase.Second }.Select(phase => Contender.Single(FlowRows.AnchorName(phase, Crowd), token => anchors[phase].RunAsync(Crowd, token))),
            Contender.Single(Small, token => small.RunAsync(Crowd, token)),
        ];
        var rounds = await Rounds.RunAsync(token => anchors[Phase.First].RunAsync(Crowd, token), contenders, bench.Sizes, bench.Say, ct);
        return
        [
            .. CallerCounts.SelectMany(callers => FlowRows.OfCompletion(store.Provider, callers, isAnchored: callers == Crowd, rounds)),
            .. FlowRows.OfInstance(store.Provider, Crowd, rounds),
            FlowRows.OfSmall(store.Provider, Small, Crowd, rounds),
            FlowRows.OfRounds(store.Provider, rounds),
        ];
    }
}
