using System.Text.Json.Nodes;
using StaffFlows.Testing;

namespace StaffFlows.Drills.Cluster;

/// <summary>Node A's machine is 30 seconds ahead, as it believes; the other's and the database's are right.</summary>
public sealed class When_a_machine_s_clock_is_wrong
{
    [WrongClockFact]
    public async Task Both_nodes_keep_the_same_business_time_and_nothing_happens_early_or_twice()
    {
        await using var cluster = await TwoNodes.StartAsync(
            ofA: [("LD_PRELOAD", await ClockAhead.BuildAsync())]);
        (await SystemTimeIsAheadAsync(cluster)).ShouldBeTrue("otherwise this drill shows nothing");

        (await NowAsync(cluster.A) - await NowAsync(cluster.B)).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(5));

        var pairs = cluster.Pairs.Take(16).ToList();
        await Parallel.ForEachAsync(pairs, async (pair, _) =>
        {
            var id = await cluster.Desks.ApplyAsync(pair, "2035-04-02", "2035-04-03");
            var task = await cluster.Desks.FindTaskAsync(pair.StandIn, id);
            (await cluster.Desks.PostAsync(pair.StandIn, $"tasks/{task}/complete", Wish.Decision("accept"))).Expect();
        });
        (await cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM user_tasks WHERE closed_at < created_at")).ShouldBe(0, "what one node began the other ended");

        // Ten seconds before the reminders: a node that went by its own clock would send them now
        var due = Hall.At(2035, 3, 6, 17, 30);
        await cluster.Desks.MoveClockAsync(due.AddSeconds(-10));
        await Patience.UntilAsync(async () => await RemindedAsync(cluster) > 0, TimeSpan.FromSeconds(40), "the reminders are sent");
        (await cluster.Records.ReadAsync<DateTime>("SELECT MIN(created_at) FROM messages WHERE text_key = 'task.reminder'"))
            .ShouldBeGreaterThanOrEqualTo(due.UtcDateTime);
        await Patience.UntilAsync(async () => await RemindedAsync(cluster) == pairs.Count, TimeSpan.FromSeconds(40), "all of them");
        (await cluster.Records.DoublesAsync()).ShouldBeEmpty();

        foreach (var node in new[] { cluster.A, cluster.B }) (await (await node.AsAsync("u030")).InboxAsync()).ShouldBeEmpty();
    }

    private static Task<long> RemindedAsync(TwoNodes cluster) => cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM messages WHERE text_key = 'task.reminder'");

    /// <summary>By the time that stands in the headers of its answers, which is the machine's.</summary>
    private static async Task<bool> SystemTimeIsAheadAsync(TwoNodes cluster)
    {
        using var client = cluster.A.NewClient();
        using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        return answer.Headers.Date - Patience.Clock.GetUtcNow() > TimeSpan.FromSeconds(25);
    }

    private static async Task<DateTimeOffset> NowAsync(HostProcess node)
    {
        using var client = node.NewClient();
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/clock", UriKind.Relative)))!["now"]!.GetValue<DateTimeOffset>();
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class WrongClockFactAttribute : FactAttribute
    {
        public WrongClockFactAttribute() =>
            Skip = TwoNodes.Absent ?? (File.Exists(ClockAhead.Compiler) ? null : "No C compiler: install one (Debian: gcc and libc6-dev).");
    }
}
