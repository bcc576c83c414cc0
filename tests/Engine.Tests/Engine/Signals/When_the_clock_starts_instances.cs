using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_the_clock_starts_instances
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static Flow EveryHour => new Flow().Trigger("t", "Elsa.Timer", ("interval", Flow.Input("Literal", "1:00:00"))).Line("ran").Path("t", "ran");

    [Fact]
    public async Task A_timer_starts_one_at_every_interval_and_each_sees_its_own_time()
    {
        var scenario = new Scenario(EveryHour.Build());

        await StepToAsync(scenario, Noon.AddHours(3.5));

        scenario.Store.Commits.Select(commit => commit.Now).ShouldBe([Noon.AddHours(1), Noon.AddHours(2), Noon.AddHours(3)]);
        scenario.Store.Instances.ShouldAllBe(instance => instance.SubStatus == WorkflowSubStatus.Finished);
        scenario.Store.Triggers.Single().DueAt.ShouldBe(Noon.AddHours(4));
    }

    [Fact]
    public async Task Moments_that_were_missed_are_one_start()
    {
        var scenario = new Scenario(EveryHour.Build());

        scenario.Clock.Advance(TimeSpan.FromHours(3.5));
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["ran"]);
        scenario.Store.Triggers.Single().DueAt.ShouldBe(Noon.AddHours(4));
    }

    [Theory]
    [InlineData("2026-03-02T13:30:00Z", 1, "once, when its time has come")]
    [InlineData("2026-03-02T11:00:00Z", 0, "never, where it was past when published")]
    public async Task A_moment_starts_one_once(string at, int starts, string reason)
    {
        var scenario = new Scenario(new Flow().Trigger("s", "Elsa.StartAt", ("dateTime", Flow.Input("Literal", at))).Line("ran").Path("s", "ran").Build());

        await StepToAsync(scenario, Noon.AddDays(2));

        scenario.Lines.Count().ShouldBe(starts, reason);
        scenario.Store.Triggers.Single().DueAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_cron_expression_starts_one_at_each_of_its_times_in_Shanghai()
    {
        var scenario = new Scenario(new Flow().Trigger("c", "Elsa.Cron", ("cronExpression", Flow.Input("Literal", "0 30 8 * * 1-5"))).Line("ran").Path("c", "ran").Build());

        await StepToAsync(scenario, Noon.AddDays(6));

        // Noon is that of UTC, a Monday: from Tuesday to Friday.
        scenario.Store.Commits.Select(commit => commit.Now).ShouldBe(Enumerable.Range(3, 4).Select(day => new DateTimeOffset(2026, 3, day, 0, 30, 0, TimeSpan.Zero)));
        scenario.Store.Triggers.Single().DueAt.ShouldBe(new(2026, 3, 9, 0, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_cron_expression_that_is_not_the_trigger_waits_for_its_next_time()
    {
        var scenario = new Scenario(new Flow().Add("c", "Elsa.Cron", ("cronExpression", Flow.Input("Literal", "0 0 21 * * *"))).Line("end").Path("c", "end").Build());
        await scenario.StartAsync();
        (await scenario.InstanceAsync()).Bookmarks.Single().DueAt.ShouldBe(Noon.AddHours(1));

        scenario.Clock.Advance(TimeSpan.FromHours(1));
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_wrong_cron_expression_is_no_trigger_and_an_incident_when_run()
    {
        var scenario = new Scenario(new Flow().Trigger("c", "Elsa.Cron", ("cronExpression", Flow.Input("Literal", "every day"))).Build());
        scenario.Store.Triggers.ShouldBeEmpty();

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.Single().Code.ShouldBe("cron-invalid");
    }

    [Fact]
    public async Task Starts_and_timers_that_are_due_at_once_both_happen_side_by_side()
    {
        var scenario = new Scenario(EveryHour.Build("hourly"));
        scenario.Publish(new Flow().Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "1:30:00"))).Line("woken").Path("d", "woken").Build());
        await scenario.StartAsync();

        scenario.Clock.Advance(TimeSpan.FromHours(1.75));
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["ran", "woken"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_pump_says_when_the_next_is_due()
    {
        var scenario = new Scenario(EveryHour.Build());

        (await scenario.NewTimerPump().FireDueAsync(CancellationToken.None)).ShouldBe(Noon.AddHours(1));
    }

    [Fact]
    public async Task Two_pumps_at_once_start_one()
    {
        var scenario = new Scenario(EveryHour.Build());
        scenario.Clock.Advance(TimeSpan.FromHours(1));
        var other = scenario.NewTimerPump();
        var overtaken = false;
        scenario.Store.BeforeCommit = async _ =>
        {
            if (overtaken) return;

            overtaken = true;
            scenario.Clock.Advance(TimerPump.Lease);
            await other.FireDueAsync(CancellationToken.None);
        };

        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["ran"]);
        overtaken.ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_may_not_start_is_left_out_and_the_next_comes_in_time()
    {
        var scenario = new Scenario(EveryHour.Task("wait").Path("ran", "wait").Option("activationStrategyType", "Singleton").Build());
        await StepToAsync(scenario, Noon.AddHours(2.5));
        scenario.Lines.ShouldBe(["ran"], "the first is still running at two");
        scenario.Store.Triggers.Single().DueAt.ShouldBe(Noon.AddHours(3));

        await scenario.AnswerAsync(scenario.Store.Instances.Single(), "wait");
        await StepToAsync(scenario, Noon.AddHours(3));

        scenario.Lines.ShouldBe(["ran", "ran"]);
        scenario.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_whose_start_breaks_comes_up_again_and_is_not_lost()
    {
        var scenario = new Scenario(EveryHour.Build());
        scenario.Clock.Advance(TimeSpan.FromHours(1));
        scenario.Store.BeforeCommit = _ => throw new IOException("the database is away");
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);
        scenario.Failures.ShouldHaveSingleItem();

        scenario.Store.BeforeCommit = _ => Task.CompletedTask;
        scenario.Clock.Advance(TimerPump.Lease);
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["ran"]);
    }

    [Theory]
    [InlineData("1:00:00", 60)]
    [InlineData("0:00:00", 0)]
    public async Task A_timer_that_is_not_the_trigger_waits_for_its_interval(string interval, int minutes)
    {
        var scenario = new Scenario(new Flow().Add("t", "Elsa.Timer", ("interval", Flow.Input("Literal", interval))).Line("end").Path("t", "end").Build());
        await scenario.StartAsync();
        scenario.Lines.Any().ShouldBe(minutes == 0);

        scenario.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["end"]);
    }

    /// <summary>As the demo clock moves: from one due moment to the next, on a node that has just started.</summary>
    internal static async Task StepToAsync(Scenario scenario, DateTimeOffset target)
    {
        while (await scenario.NewTimerPump().FireDueAsync(CancellationToken.None) is { } next && next <= target)
        {
            scenario.Restart();
            scenario.Clock.Advance(next - scenario.Clock.GetUtcNow());
        }

        scenario.Clock.Advance(target - scenario.Clock.GetUtcNow());
        await scenario.NewTimerPump().FireDueAsync(CancellationToken.None);
    }
}
