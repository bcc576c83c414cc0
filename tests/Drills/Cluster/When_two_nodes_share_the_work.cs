using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills.Cluster;

/// <summary>Eight people at a time through the proxy, and the same wish sent to both nodes at once.</summary>
[Collection(ClusterCollection.Name)]
public sealed class When_two_nodes_share_the_work(RunningCluster running)
{
    private static readonly ParallelOptions EightAtATime = new() { MaxDegreeOfParallelism = 8 };

    private TwoNodes Cluster => running.Cluster;

    private IEnumerable<Pair> Pairs => Cluster.Pairs.Where(p => p.Number % 10 == 0);

    [ClusterFact]
    public async Task Nothing_is_done_twice_and_whoever_comes_second_is_told()
    {
        await Parallel.ForEachAsync(Pairs, EightAtATime, async (pair, _) =>
        {
            var started = await AtBothAsync(pair.Applicant, "procedures/leave/cases", Wish.Leave(pair, "2035-04-02", "2035-04-03"), sameKey: true);
            started[0].Expect()["number"]!.ToString().ShouldBe(started[1].Expect()["number"]!.ToString());
            var caseId = started[0].Body!["id"]!.GetValue<Guid>();

            var accepted = await DecideAtBothAsync(pair.StandIn, caseId, "accept", sameKey: true);
            accepted.Select(a => a.Status).ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK]);
            accepted[0].Body!.ToJsonString().ShouldBe(accepted[1].Body!.ToJsonString());

            var decided = await DecideAtBothAsync(pair.Head, caseId, "agree", sameKey: false);
            decided.Count(a => a.Status is HttpStatusCode.OK).ShouldBe(1);
            decided.Single(a => a.Status is not HttpStatusCode.OK).Code.ShouldBe("task-already-decided");
        });
        await RemindEverybodyAsync();

        (await Cluster.Records.DoublesAsync()).ShouldBeEmpty();
        (await Cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM cases WHERE number IS NOT NULL")).ShouldBeGreaterThanOrEqualTo(Pairs.Count());
        (await Cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM messages WHERE text_key = 'task.reminder'")).ShouldBeGreaterThanOrEqualTo(2 * Pairs.Count(), "two of a unit may decide, and each is reminded");
        (await Cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM outbox")).ShouldBeGreaterThan(0, "both nodes wrote rows to be sent");
    }

    /// <summary>The heads of the units let a working day pass: a timer for each case, of which both nodes hear.</summary>
    private async Task RemindEverybodyAsync() => await Cluster.Desks.MoveClockAsync(Hall.At(2035, 3, 6, 17, 31));

    private async Task<Answer[]> DecideAtBothAsync(string userName, Guid caseId, string outcome, bool sameKey)
    {
        var task = await Cluster.Desks.FindTaskAsync(userName, caseId);
        return await AtBothAsync(userName, $"tasks/{task}/complete", Wish.Decision(outcome), sameKey);
    }

    private async Task<Answer[]> AtBothAsync(string userName, string path, object body, bool sameKey)
    {
        var keys = new[] { $"{userName}-{path}-1", sameKey ? $"{userName}-{path}-1" : $"{userName}-{path}-2" };
        return await Task.WhenAll(new[] { Cluster.A, Cluster.B }.Zip(keys, async (node, key) =>
        {
            using var client = await Cluster.Desks.ClientAsync(userName, node.Address);
            return await new Staff(userName, client).TryPostAsync(path, body, key);
        }));
    }
}
