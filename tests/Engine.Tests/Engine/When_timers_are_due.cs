using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_timers_are_due
{
    [Fact]
    public async Task A_delay_wakes_when_its_time_has_come_and_not_before()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "1:00:00"))).Line("end").Path("d", "end").Build());
        var pump = PumpOf(scenario);
        await scenario.StartAsync();
        var dueAt = scenario.Clock.GetUtcNow().AddHours(1);

        (await pump.FireDueAsync(CancellationToken.None)).ShouldBe(dueAt);
        scenario.Clock.Advance(TimeSpan.FromMinutes(59));
        await pump.FireDueAsync(CancellationToken.None);
        scenario.Lines.ShouldBeEmpty();

        scenario.Restart();
        scenario.Clock.Advance(TimeSpan.FromMinutes(31));
        (await pump.FireDueAsync(CancellationToken.None)).ShouldBeNull();

        scenario.Lines.ShouldBe(["end"]);
        scenario.Store.Commits.Last().Journal[0].ShouldSatisfyAllConditions(
            entry => entry.Event.ShouldBe(JournalEvents.Resumed),
            entry => entry.DueAt.ShouldBe(dueAt),
            entry => entry.At.ShouldBe(dueAt.AddMinutes(30)));
    }

    [Fact]
    public async Task The_activity_hears_when_it_was_due()
    {
        string? heard = null;
        var scenario = new Scenario(
            new Flow().Add("w", "Test.Wait").Build(),
            new Does("Test.Wait", context => new ActivityResult.Waiting(context.Bookmark(new { }, "timer", context.Now.AddDays(1))))
            {
                OnResume = (_, stimulus) =>
                {
                    heard = stimulus.Input.GetProperty("dueAt").GetString();
                    return new ActivityResult.Completed();
                },
            });
        await scenario.StartAsync();

        scenario.Clock.Advance(TimeSpan.FromDays(2));
        await PumpOf(scenario).FireDueAsync(CancellationToken.None);

        heard.ShouldBe("2026-03-03T12:00:00+00:00");
    }

    [Theory]
    [InlineData("2026-03-02T11:59:00Z", 0, "past")]
    [InlineData("2026-03-02T12:01:00Z", 1, "ahead")]
    public async Task A_start_in_the_past_completes_at_once(string at, int bookmarks, string reason)
    {
        var scenario = new Scenario(new Flow().Add("s", "Elsa.StartAt", ("dateTime", Flow.Input("Literal", at))).Build());

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Bookmarks.Length.ShouldBe(bookmarks, reason);
    }

    [Fact]
    public async Task A_timer_that_was_moved_to_later_is_not_fired_early()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay").Build());
        await scenario.StartAsync();
        var bookmark = (await scenario.InstanceAsync()).Bookmarks.Single();

        var outcome = await scenario.Runtime.ResumeAsync(new(Scenario.Id, bookmark.Id, default, []) { DueAt = scenario.Clock.GetUtcNow() }, CancellationToken.None);

        outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("timer-not-due");
    }

    [Fact]
    public async Task One_that_cannot_be_fired_stops_no_other_and_comes_up_again_when_its_lease_lapses()
    {
        var broken = true;
        var failures = new List<Exception>();
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Add("a", "Elsa.Delay").Add("r", "Test.Read").Add("b", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "0:02:00"))).Line("end")
            .Path("f.A", "a", "r").Path("f.B", "b", "end").Build(),
            new Does("Test.Read", async (context, ct) =>
            {
                if (broken) await context.FactAsync<string>(new("Nobody", "knows"), ct);
                return new ActivityResult.Completed();
            }));
        var pump = PumpOf(scenario, failures.Add);
        await scenario.StartAsync();
        scenario.Clock.Advance(TimeSpan.FromMinutes(5));

        await pump.FireDueAsync(CancellationToken.None);
        scenario.Lines.ShouldBe(["end"]);
        failures.ShouldHaveSingleItem();

        broken = false;
        scenario.Clock.Advance(TimerPump.Lease);
        await pump.FireDueAsync(CancellationToken.None);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_slow_instance_does_not_keep_the_others_waiting()
    {
        var others = new TaskCompletionSource();
        var arrived = 0;
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay").Add("m", "Test.Meet").Path("d", "m").Build(), new Does("Test.Meet", async (_, ct) =>
        {
            if (Interlocked.Increment(ref arrived) == 2) others.SetResult();
            await others.Task.WaitAsync(TimeSpan.FromSeconds(30), ct);
            return new ActivityResult.Completed();
        }));
        var failures = new List<Exception>();
        await scenario.StartAsync();
        await scenario.Runtime.StartAsync(Scenario.Command() with { Id = new(new("01900000-0000-7000-8000-000000000002")) }, CancellationToken.None);
        scenario.Clock.Advance(TimeSpan.FromMinutes(1));

        await PumpOf(scenario, failures.Add).FireDueAsync(CancellationToken.None);

        failures.ShouldBeEmpty("each waits until the other one has fired, too");
        arrived.ShouldBe(2);
    }

    [Fact]
    public async Task A_timer_whose_instance_is_busy_is_tried_again()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay").Build());
        await scenario.StartAsync();
        scenario.Clock.Advance(TimeSpan.FromMinutes(1));
        var commits = 0;
        scenario.Store.Applier = _ => ++commits < 3 ? new(RejectionKind.Conflict, "busy") : null;

        await PumpOf(scenario).FireDueAsync(CancellationToken.None);

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_slow_node_hands_back_what_it_can_not_begin_in_the_first_half_of_its_lease()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B", "C").Add("a", "Elsa.Delay").Add("b", "Elsa.Delay").Add("c", "Elsa.Delay")
            .Path("f.A", "a").Path("f.B", "b").Path("f.C", "c").Build());
        await scenario.StartAsync();
        scenario.Clock.Advance(TimeSpan.FromMinutes(1));
        scenario.Store.BeforeCommit = _ =>
        {
            scenario.Clock.Advance(TimerPump.Lease * 0.6);
            return Task.CompletedTask;
        };

        await PumpOf(scenario).FireDueAsync(CancellationToken.None);

        scenario.Store.HandedBack.ShouldBe(2 + 1, "each commit takes more than half of a lease");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_pump_sleeps_until_the_next_due_moment_and_wakes_when_told()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "0:00:03"))).Line("end").Path("d", "end").Build());
        var pump = PumpOf(scenario);
        using var stop = new CancellationTokenSource();
        var committed = new TaskCompletionSource();
        var running = pump.RunAsync(stop.Token);
        await SleepingAsync(scenario.Clock, TimerPump.MaxSleep);

        scenario.Runtime.OnTimerSet = _ => pump.Wake();
        await scenario.StartAsync();
        await SleepingAsync(scenario.Clock, TimeSpan.FromSeconds(3));
        scenario.Store.BeforeCommit = _ =>
        {
            committed.TrySetResult();
            return Task.CompletedTask;
        };
        scenario.Clock.Advance(TimeSpan.FromSeconds(3));
        await committed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await SleepingAsync(scenario.Clock, TimerPump.MaxSleep);

        scenario.Lines.ShouldBe(["end"]);
        await stop.CancelAsync();
        await running;
    }

    private static async Task SleepingAsync(FakeClock clock, TimeSpan atMost)
    {
        for (var i = 0; clock.SleepersWithin(atMost) == 0; i++)
        {
            i.ShouldBeLessThan(10_000_000, "the pump never slept");
            await Task.Yield();
        }
    }

    private static TimerPump PumpOf(Scenario scenario, Action<Exception>? onFailure = null) =>
        new(scenario.Store, new(scenario.Store, new([]), scenario.Runtime, scenario.Clock), scenario.Runtime, scenario.Clock, scenario.Clock) { OnFailure = onFailure };
}
