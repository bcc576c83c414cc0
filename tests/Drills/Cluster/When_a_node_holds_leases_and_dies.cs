using System.Globalization;
using StaffFlows.Testing;
using Xunit.Abstractions;

namespace StaffFlows.Drills.Cluster;

/// <summary>Frozen in the middle of firing, so that it holds leases for certain; then killed, or let go on too late.</summary>
public sealed class When_a_node_holds_leases_and_dies(ITestOutputHelper output)
{
    private static readonly TimeSpan TakenOverWithin = TimeSpan.FromSeconds(30);

    /// <summary>Of the steps that wait since Monday: reminders on Tuesday, escalations on Wednesday.</summary>
    private static readonly DateTimeOffset Reminders = Hall.At(2035, 3, 6, 17, 30);
    private static readonly DateTimeOffset Escalations = Hall.At(2035, 3, 7, 17, 30);

    [ClusterFact]
    public async Task The_other_takes_over_within_30_seconds_and_a_node_that_wakes_up_too_late_does_nothing_twice()
    {
        await using var cluster = await TwoNodes.StartAsync();
        await Parallel.ForEachAsync(cluster.Pairs.Take(100), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, _) =>
            await cluster.Desks.ApplyAsync(pair, "2035-04-02", "2035-04-03"));

        var firing = await FreezeInTheMiddleAsync(cluster, Reminders);
        output.WriteLine(await TakeOverAsync(cluster, Reminders, "frozen"));
        cluster.A.GoOn();
        await firing;
        (await cluster.Records.DoublesAsync()).ShouldBeEmpty();
        (await cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM messages WHERE text_key = 'task.reminder'")).ShouldBe(100);

        var cut = await FreezeInTheMiddleAsync(cluster, Escalations);
        await cluster.A.KillAsync();
        output.WriteLine(await TakeOverAsync(cluster, Escalations, "killed"));
        await Should.ThrowAsync<HttpRequestException>(() => cut);
        (await cluster.Records.DoublesAsync()).ShouldBeEmpty();
        (await cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM case_entries WHERE text_key = 'entry.escalated'")).ShouldBe(100);
    }

    /// <summary>A fires what is due at that moment and is stopped while it holds some of it.</summary>
    /// <returns>The request that it was busy with.</returns>
    private static async Task<Task> FreezeInTheMiddleAsync(TwoNodes cluster, DateTimeOffset moment)
    {
        await cluster.Desks.MoveClockAsync(moment.AddMinutes(-1));
        var firing = (await cluster.A.AsAsync("u010")).PostAsync("clock", new { now = moment.AddMinutes(1) });
        await Patience.UntilAsync(async () => (await cluster.Records.LeasedByAsync(cluster.A.ProcessId)).Count > 0, TakenOverWithin, "A holds leases");
        cluster.A.Pause();
        (await cluster.Records.LeasedByAsync(cluster.A.ProcessId)).ShouldNotBeEmpty("otherwise nothing is taken over");
        return firing;
    }

    private static async Task<string> TakeOverAsync(TwoNodes cluster, DateTimeOffset moment, string how)
    {
        var held = (await cluster.Records.LeasedByAsync(cluster.A.ProcessId)).Count;
        var began = Patience.Clock.GetTimestamp();
        await Patience.UntilAsync(
            async () => await cluster.Records.ReadAsync<long>("SELECT COUNT(*) FROM timers WHERE due_at <= $1", moment.UtcDateTime) == 0, TakenOverWithin, "the other node fires what is due");
        return string.Create(CultureInfo.InvariantCulture, $"Taken over from a node that was {how} with {held} timers in hand: all fired within {Patience.Clock.GetElapsedTime(began).TotalSeconds:0.0} s");
    }
}
