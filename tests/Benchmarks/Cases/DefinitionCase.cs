using StaffFlows.Benchmarks.Databases;
using StaffFlows.Benchmarks.Load;
using StaffFlows.Benchmarks.Machine;
using StaffFlows.Benchmarks.Procedures;
using StaffFlows.Benchmarks.Report;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Workflows;

namespace StaffFlows.Benchmarks.Cases;

/// <summary>A definition of 200 nodes is published while the host runs; its first instance reads and compiles it, the second one does not.</summary>
internal sealed class DefinitionCase : ICase
{
    private const int Nodes = 200;

    public string Name => "definition";

    public async Task<IReadOnlyList<Row>> RunAsync(Bench bench, CancellationToken ct)
    {
        if (bench.PostgreSql is not { } fresh) return [];

        await using var open = await Open.OnCopyAsync(bench, fresh, "definition", ct);
        await open.Flow(bench).RunAsync(4, bench.Sizes.WarmUp, ct);
        await using var product = new Product(open.Store, bench.Time);
        var (publish, first, second) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= bench.Sizes.Rounds; round++)
        {
            var key = $"bench-long{round}";
            var text = Definitions.Long(key, Nodes).ToJsonString();
            var times = new[] { await TimeAsync(() => PublishAsync(product, text, ct)), await TimeAsync(() => StartAsync(open.Desk, key, ct)), await TimeAsync(() => StartAsync(open.Desk, key, ct)) };
            if (round == 0) continue;                    // everybody compiles something for the first time

            publish.Add(times[0]);
            first.Add(times[1]);
            second.Add(times[2]);
        }

        return
        [
            new(fresh.Provider, "definition of 200 nodes", "check and publish", publish.Median(), "ms", publish.Spread()),
            new(fresh.Provider, "definition of 200 nodes", "first start and run of 198 nodes", first.Median(), "ms", first.Spread()) { Anchor = second.Median(), RatioOfRounds = first.Zip(second, (one, other) => one / other).Median() },
            new(fresh.Provider, "definition of 200 nodes", "second start and run of 198 nodes", second.Median(), "ms", second.Spread()),
        ];

        async Task<double> TimeAsync(Func<Task> operate) =>
            (await Callers.RunAsync(1, 1, new CpuMeter(null, null), bench.Time, (_, _, _) => operate(), ct)).Elapsed.TotalMilliseconds;
    }

    private static async Task PublishAsync(Product product, string text, CancellationToken ct)
    {
        var answer = await product.Get<PublishPolicy>().ImportAsync(WorkflowDefinitionJson.Read(text), publish: true, null, ct);
        if (answer.Result.Rejection is { } refused) throw new InvalidOperationException($"{refused.Code}: {string.Join(", ", refused.Arguments)}");
    }

    private static Task<Guid> StartAsync(Desk desk, string procedure, CancellationToken ct) =>
        desk.StartAsync(procedure, TwoTaskFlow.ApplicantAt(0), TwoTaskFlow.BodyAt(0), ct);
}
