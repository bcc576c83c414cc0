using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Testing;
using Xunit.Abstractions;

namespace StaffFlows.Drills.Cluster;

/// <summary>The other node goes by it with its next request.</summary>
[Collection(ClusterCollection.Name)]
public sealed class When_something_changes_on_one_node(RunningCluster running, ITestOutputHelper output)
{
    /// <summary>Seconds: the five that a page may lag behind, and as much again for a busy machine.</summary>
    private const double ArriveWithin = 10;

    private TwoNodes Cluster => running.Cluster;

    [ClusterFact]
    public async Task A_published_definition_is_used_by_both_at_once()
    {
        var pairs = Cluster.Pairs.Where(p => p.Number % 5 == 1).Take(3).ToList();
        (await StartAtAsync(Cluster.B, pairs[0])).ShouldStartWith("QJ-");

        await PublishAsync("SJ-{year}-{0:000000}");

        (await StartAtAsync(Cluster.B, pairs[1])).ShouldStartWith("SJ-");
        (await StartAtAsync(Cluster.A, pairs[2])).ShouldStartWith("SJ-");
        await PublishAsync("QJ-{year}-{0:000000}");
    }

    [ClusterFact]
    public async Task Business_time_that_was_moved_on_one_node_holds_for_what_starts_on_the_other()
    {
        var pair = Cluster.Pairs.First(p => p.Number % 5 == 2);
        var applicant = new Staff(pair.Applicant, await Cluster.Desks.ClientAsync(pair.Applicant, Cluster.B.Address));
        var moved = (await NowAsync(Cluster.B)).AddHours(30);
        await (await Cluster.A.AsAsync("u010")).PostAsync("clock", new { now = moved });

        var id = (await applicant.TryPostAsync("procedures/leave/cases", Wish.Leave(pair, "2035-04-09", "2035-04-10"))).Expect()["id"]!.GetValue<Guid>();

        (await Cluster.Records.ReadAsync<DateTime>("SELECT submitted_at FROM cases WHERE id = $1", id)).ShouldBeGreaterThanOrEqualTo(moved.UtcDateTime);
        (await NowAsync(Cluster.B)).ShouldBeGreaterThanOrEqualTo(moved);
    }

    [ClusterFact]
    public async Task Live_counts_arrive_on_both_nodes()
    {
        var pair = Cluster.Pairs.First(p => p.Number % 5 == 3);
        await Cluster.Desks.ClientAsync(pair.StandIn);
        var streams = new[] { Cluster.A.Address, Cluster.B.Address, Cluster.Proxy.Address };
        await using var listeners = new Listeners(await Task.WhenAll(streams.Select(address => Cluster.Desks.ClientAsync(pair.StandIn, address))));
        (await listeners.NextAsync()).ShouldAllBe(counts => counts.Todo == 0);

        await Cluster.Desks.ApplyAsync(pair, "2035-04-16", "2035-04-17");
        var began = Patience.Clock.GetTimestamp();
        (await listeners.NextAsync()).ShouldAllBe(counts => counts.Todo == 1);

        var (took, cost) = (Patience.Clock.GetElapsedTime(began).TotalSeconds, await CostAsync(pair));
        took.ShouldBeLessThan(ArriveWithin);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Live counts: on A, on B and through the proxy within {took:0.0} s; one count by HTTP costs {cost:0.00} ms of the node's CPU"));
    }

    /// <summary>Milliseconds of the node's CPU for one count of somebody with an open task; of a stream's rounds it is the whole cost.</summary>
    private async Task<double> CostAsync(Pair pair)
    {
        using var client = await Cluster.Desks.ClientAsync(pair.StandIn, Cluster.A.Address);
        const int Times = 300;
        using var node = Process.GetProcessById(Cluster.A.ProcessId);
        var before = node.TotalProcessorTime;
        for (var i = 0; i < Times; i++) await client.GetStringAsync(new Uri("/api/v1/inbox/counts", UriKind.Relative));
        node.Refresh();
        return (node.TotalProcessorTime - before).TotalMilliseconds / Times;
    }

    private async Task<string> StartAtAsync(HostProcess node, Pair pair)
    {
        var applicant = new Staff(pair.Applicant, await Cluster.Desks.ClientAsync(pair.Applicant, node.Address));
        return (await applicant.TryPostAsync("procedures/leave/cases", Wish.Leave(pair, "2035-04-23", "2035-04-24"))).Expect()["number"]!.ToString();
    }

    private static async Task<DateTimeOffset> NowAsync(HostProcess node)
    {
        using var client = node.NewClient();
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/clock", UriKind.Relative)))!["now"]!.GetValue<DateTimeOffset>();
    }

    /// <summary>A process owner saves and publishes at node A, as the designer does for him.</summary>
    private async Task PublishAsync(string numberPattern)
    {
        var owner = await Cluster.A.AsAsync("u006");
        var definition = (await owner.GetAsync("/elsa/api/workflow-definitions/by-definition-id/leave?versionOptions=Latest")).Expect();
        definition["customProperties"]!["StaffFlows:Procedure"]!["numberPattern"] = numberPattern;
        await owner.PostAsync("/elsa/api/workflow-definitions", new { model = definition, publish = true });
    }
}
