using StaffFlows.Benchmarks.Report;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>What the database and the runtime are asked for by one operation of each phase: counted, so nobody need be quiet.</summary>
internal sealed class CountsCase : ICase
{
    public string Name => "counts";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var fresh in bench.Fresh) rows.AddRange(FlowRows.OfCounts(fresh.Provider, await FlowCounting.RunAsync(bench, fresh, ct)));
        return rows;
    }
}
