using System.Globalization;
using Xunit.Abstractions;

namespace StaffFlows.Drills.Cluster;

/// <summary>
/// A day of 600 people, lived once in peace and once while both nodes are stopped and killed in turn: the same is in the database
/// afterwards, and the same as in the reviewed file GoldenDay.txt. Where a change is meant, take the file that the drill has
/// written over it, and read the difference.
/// </summary>
public sealed class When_a_day_passes_while_nodes_come_and_go(ITestOutputHelper output)
{
    private static readonly string Reviewed = RepositoryFolder.Of("tests", "Drills", "Cluster", "GoldenDay.txt");

    [ClusterFact]
    public async Task Nothing_is_left_out_or_done_twice()
    {
        var golden = File.Exists(Reviewed) ? await File.ReadAllTextAsync(Reviewed) : "";

        var inPeace = await LiveAsync("in peace", (_, _) => Task.CompletedTask);
        var disturbed = await LiveAsync("disturbed", DisturbAsync);

        await CompareAsync("disturbed", disturbed, inPeace);
        await CompareAsync("in peace", inPeace, golden);
    }

    /// <summary>At every other moment one of them goes away and comes back, in turn; every second time the hard way.</summary>
    private static async Task DisturbAsync(TwoNodes cluster, int moment)
    {
        if (moment % 2 == 0 || moment == SimulatedDay.Moments.Count - 1) return;

        var node = moment % 4 == 1 ? cluster.A : cluster.B;
        if (moment % 8 < 4) await node.KillAsync();
        else await node.StopAsync();
        await node.StartAsync();
        await cluster.Proxy.UntilItUsesAsync(moment % 4 == 1 ? "a" : "b");
    }

    private async Task<string> LiveAsync(string how, Func<TwoNodes, int, Task> disturb)
    {
        await using var cluster = await TwoNodes.StartAsync(SimulatedDay.OpensAt);
        var began = Patience.Clock.GetTimestamp();
        await new SimulatedDay().LiveAsync(cluster, moment => disturb(cluster, moment));
        (await cluster.Records.DoublesAsync()).ShouldBeEmpty();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"The day {how}: {Patience.Clock.GetElapsedTime(began).TotalSeconds:0} s, {cluster.Desks.SentAgain} requests were sent again"));
        return await DayRecord.ReadAsync(cluster.Records);
    }

    private static async Task CompareAsync(string how, string lived, string golden)
    {
        if (lived == golden) return;

        var received = Path.Combine(AppContext.BaseDirectory, $"GoldenDay.{how.Replace(' ', '-')}.txt");
        await File.WriteAllTextAsync(received, lived);
        var (ours, theirs) = (lived.Split('\n'), golden.Split('\n'));
        var first = ours.Zip(theirs).TakeWhile(two => two.First == two.Second).Count();
        Assert.Fail($"The day {how} differs from line {first + 1} on; all of it is in {received}.\n"
            + $"then: {theirs.ElementAtOrDefault(first)}\nnow:  {ours.ElementAtOrDefault(first)}");
    }
}
