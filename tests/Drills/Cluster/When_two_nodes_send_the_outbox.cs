using System.Globalization;
using Xunit.Abstractions;

namespace StaffFlows.Drills.Cluster;

/// <summary>Both nodes take from one outbox; then one of them is frozen with rows in hand, and killed.</summary>
public sealed class When_two_nodes_send_the_outbox(ITestOutputHelper output)
{
    private const int Messages = 1500;
    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromSeconds(30);

    [ClusterFact]
    public async Task Each_message_goes_out_once_and_what_a_killed_node_held_is_taken_over_within_30_seconds()
    {
        await using var cluster = await TwoNodes.StartAsync();

        await WriteAsync(cluster);
        await Patience.UntilAsync(async () => await WaitingAsync(cluster) == 0, TimeSpan.FromMinutes(2), "everything is sent");
        var (a, b) = (cluster.A.Sent, cluster.B.Sent);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A sent {a.Count} messages, B {b.Count}"));
        (a.Count + b.Count).ShouldBe(Messages);
        RowsOf(a.Concat(b)).ShouldBeUnique();
        a.ShouldNotBeEmpty();
        b.ShouldNotBeEmpty();

        await FreezeWithRowsInHandAsync(cluster);
        var held = await HeldAsync(cluster);
        var cut = await cluster.Records.ListAsync("SELECT outbox_id FROM deliveries WHERE status = 'Sending'", row => row.GetGuid(0));
        await cluster.A.KillAsync();
        var began = Patience.Clock.GetTimestamp();
        await Patience.UntilAsync(
            async () => await cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND lease_owner LIKE '%:' || $1", $"{cluster.A.ProcessId}") == 0,
            TakenOverWithin, "the other node has taken over");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Killed with {held} messages in hand, {cut.Count} of them being sent: taken over within {Patience.Clock.GetElapsedTime(began).TotalSeconds:0.0} s"));

        await Patience.UntilAsync(async () => await WaitingAsync(cluster) == 0, TimeSpan.FromMinutes(2), "everything is sent");
        var sent = RowsOf(cluster.A.Sent.Concat(cluster.B.Sent)).ToList();
        sent.Distinct().Count().ShouldBe(2 * Messages);
        sent.GroupBy(id => id).Where(files => files.Count() > 1).Select(files => files.Key).Except(cut).ShouldBeEmpty("only what was being sent may arrive twice");
    }

    /// <summary>The rows of a morning of the drills' year, due at once.</summary>
    private static async Task WriteAsync(TwoNodes cluster) => await cluster.Records.ListAsync(
        """
        INSERT INTO outbox (id, channel, recipient_id, text_key, arguments, created_at, next_attempt_at, attempts, leases)
        SELECT gen_random_uuid(), 'Mail', 'E030', 'task.assigned-undated', '["x","y"]', $2, clock_timestamp(), 0, 0 FROM generate_series(1, $1) RETURNING 1
        """,
        row => row.GetInt32(0), Messages, TwoNodes.Monday.UtcDateTime);

    private static async Task FreezeWithRowsInHandAsync(TwoNodes cluster)
    {
        await WriteAsync(cluster);
        await Patience.UntilAsync(
            async () =>
            {
                if (await HeldAsync(cluster) == 0) return false;

                cluster.A.Pause();
                if (await HeldAsync(cluster) > 0) return true;

                cluster.A.GoOn();
                return false;
            },
            TakenOverWithin, "A holds messages");
    }

    private static Task<long> HeldAsync(TwoNodes cluster) => cluster.Records.ReadAsync<long>(
        "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND leased_until > clock_timestamp() AND lease_owner LIKE '%:' || $1", $"{cluster.A.ProcessId}");

    private static Task<long> WaitingAsync(TwoNodes cluster) => cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL");

    private static IEnumerable<Guid> RowsOf(IEnumerable<string> files) => files.Select(file => Guid.ParseExact(file.Split('-')[1], "N"));
}
