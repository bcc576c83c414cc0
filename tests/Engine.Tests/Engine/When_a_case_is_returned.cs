using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>走完全部: everything behind the step it is returned to is gone through again.</summary>
public sealed class When_a_case_is_returned
{
    public static TheoryData<FlowchartMode> Modes => [.. Enum.GetValues<FlowchartMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task From_the_deputy_director_to_the_applicant_every_step_decides_again(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow().Task("applicant").Task("unit").Task("deputy").Line("filed").Path("applicant", "unit", "deputy", "filed"));
        await scenario.AnswerAllAsync("applicant", "unit");

        await scenario.RepositionAsync("deputy", "applicant");

        scenario.Journal.ShouldEndWith("| deputy:Canceled applicant:Started applicant:Suspended |");
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["deputy"]);
        await scenario.AnswerAllAsync("applicant", "unit", "deputy");
        await FiledOnceAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task From_one_of_two_parallel_reviews_to_before_them_the_other_is_closed(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "office");

        await scenario.RepositionAsync("hall", "applicant");

        (await scenario.WaitingAsync()).ShouldBe(["applicant"]);
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["hall", "party"], ignoreOrder: true);
        await scenario.AnswerAllAsync("applicant", "office", "party", "hall", "director");
        await FiledOnceAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Within_one_review_the_other_stays_open_with_the_same_task(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "office");
        var party = (await scenario.InstanceAsync()).Bookmarks.Single(bookmark => bookmark.NodeId.EndsWith(":party", StringComparison.Ordinal));

        await scenario.RepositionAsync("hall", "office");

        (await scenario.InstanceAsync()).Bookmarks[0].Id.ShouldBe(party.Id);
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["hall"]);
        await scenario.AnswerAllAsync("party", "office", "hall", "director");
        await FiledOnceAsync(scenario);
        AskedTimes(scenario, "party").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Within_one_review_the_other_that_has_decided_still_counts(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "party", "office");

        await scenario.RepositionAsync("hall", "office");
        await scenario.AnswerAllAsync("office", "hall");

        (await scenario.WaitingAsync()).ShouldBe(["director"]);
        AskedTimes(scenario, "party").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task From_behind_the_join_only_the_branch_it_is_returned_to_decides_again(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "office", "hall", "party");

        await scenario.RepositionAsync("director", "office");
        scenario.Restart();
        await scenario.AnswerAllAsync("office");
        (await scenario.WaitingAsync()).ShouldBe(["hall"], "the join waits for this branch");
        await scenario.AnswerAllAsync("hall", "director");

        await FiledOnceAsync(scenario);
        AskedTimes(scenario, "party").ShouldBe(1);
        AskedTimes(scenario, "office").ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task It_can_be_returned_twice_and_to_each_branch_in_turn(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "office", "hall", "party");

        await scenario.RepositionAsync("director", "office");
        await scenario.AnswerAllAsync("office", "hall");
        scenario.Restart();
        await scenario.RepositionAsync("director", "party");
        await scenario.AnswerAllAsync("party", "director");

        await FiledOnceAsync(scenario);
        AskedTimes(scenario, "hall").ShouldBe(2);
        AskedTimes(scenario, "party").ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Joins_on_the_way_count_what_each_had_from_elsewhere(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Join("inner", "WaitAll").Join("outer", "WaitAllActive").Task("director").Line("filed")
            .Path("f.A", "a", "inner").Path("f.B", "b", "inner", "outer").Path("f.C", "c", "outer", "director", "filed"));
        await scenario.AnswerAllAsync("a", "b", "c");

        await scenario.RepositionAsync("director", "a");
        await scenario.AnswerAllAsync("a");

        (await scenario.WaitingAsync()).ShouldBe(["director"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_new_round_of_a_loop_does_not_count_what_came_in_the_one_before(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Line("s").Fork("f", "A", "B").Task("a").Task("a2").Task("b").Join("j", "WaitAll").Task("director").Decision("d", "getDirector() == 'ok'").Line("filed")
            .Path("s", "f").Path("f.A", "a", "a2", "j").Path("f.B", "b", "j", "director", "d").Path("d.False", "s").Path("d.True", "filed"));
        await scenario.AnswerAllAsync("a", "a2", "b");
        await scenario.AnswerAsync("director", "no");
        await scenario.AnswerAllAsync("a");

        await scenario.RepositionAsync("a2", "a");
        await scenario.AnswerAllAsync("a", "a2");

        (await scenario.WaitingAsync()).ShouldBe(["b"], "its decision of the first round is over");
        await scenario.AnswerAllAsync("b", "director");
        await FiledOnceAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task What_a_branch_had_sent_to_a_join_before_the_return_does_not_count_after_it(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, TwoReviews());
        await scenario.AnswerAllAsync("applicant", "party");

        await scenario.RepositionAsync("office", "applicant");
        await scenario.AnswerAllAsync("applicant", "office", "hall");

        (await scenario.WaitingAsync()).ShouldBe(["party"]);
        await scenario.AnswerAllAsync("party", "director");
        await FiledOnceAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_race_is_open_again(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Task("b").Task("b2").Task("note").Join("j", "WaitAny").Task("director").Line("filed")
            .Path("f.A", "a", "j").Path("f.B", "b", "b2", "j", "director", "filed").Path("a", "note"));
        await scenario.AnswerAllAsync("a");

        await scenario.RepositionAsync("director", "b");
        await scenario.AnswerAllAsync("note");

        (await scenario.WaitingAsync()).ShouldBe(["b"], "what came first before the return does not win against it");
        await scenario.AnswerAllAsync("b", "b2", "director");
        await FiledOnceAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Its_timers_run_anew(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Task("applicant").Fork("f", "A", "B").Task("unit").Add("remind", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "1.00:00:00"))).Line("reminded").Line("filed")
            .Path("applicant", "f").Path("f.A", "unit", "filed").Path("f.B", "remind", "reminded"));
        await scenario.AnswerAllAsync("applicant");
        var before = await DueAsync(scenario);
        scenario.Clock.Advance(TimeSpan.FromHours(5));

        await scenario.RepositionAsync("unit", "applicant");
        (await scenario.InstanceAsync()).Bookmarks.ShouldAllBe(bookmark => bookmark.DueAt == null);
        await scenario.AnswerAllAsync("applicant");

        (await DueAsync(scenario)).ShouldBe(before + TimeSpan.FromHours(5));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_timer_of_a_step_that_stays_keeps_its_due_time(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Task("a2").Add("remind", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "1.00:00:00"))).Path("f.A", "a", "a2").Path("f.B", "remind"));
        await scenario.AnswerAllAsync("a");
        var before = await DueAsync(scenario);
        scenario.Clock.Advance(TimeSpan.FromHours(5));

        await scenario.RepositionAsync("a2", "a");

        (await DueAsync(scenario)).ShouldBe(before);
    }

    private static async Task<DateTimeOffset> DueAsync(Scenario scenario) =>
        (await scenario.InstanceAsync()).Bookmarks.Single(bookmark => bookmark.DueAt is not null).DueAt!.Value;

    private static Flow TwoReviews() => new Flow()
        .Task("applicant").Fork("f", "A", "B").Task("office").Task("hall").Task("party").Join("j", "WaitAll").Task("director").Line("filed")
        .Path("applicant", "f").Path("f.A", "office", "hall", "j").Path("f.B", "party", "j", "director", "filed");

    private static int AskedTimes(Scenario scenario, string step) => scenario.Effects.Count(effect => effect is TaskRequested asked && asked.Name == step);

    private static async Task FiledOnceAsync(Scenario scenario)
    {
        scenario.Lines.Where(line => line == "filed").ShouldHaveSingleItem();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }
}
