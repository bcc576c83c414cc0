using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>What a process owner may rely on, whichever mode the host runs.</summary>
public sealed class When_branches_meet_in_either_mode
{
    public static TheoryData<FlowchartMode> Modes => [.. Enum.GetValues<FlowchartMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_nested_flow_is_one_step_of_the_outer_one(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Task("t").Nest("inner", new Flow()
                .Fork("g", "A", "B").Task("x").Task("y").Line("both").Path("g.A", "x", "both").Path("g.B", "y", "both"))
            .Line("end").Path("f.A", "t", "end").Path("f.B", "inner", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("x");
        await scenario.AnswerAsync("t");
        scenario.Lines.ShouldBeEmpty();
        await scenario.AnswerAsync("y");

        await EndedAsync(scenario, "both", "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_end_of_a_nested_flow_ends_only_that(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Task("t").Nest("inner", new Flow()
                .Fork("g", "A", "B").Task("x").Task("y").Add("stop", "Elsa.End").Path("g.A", "x", "stop").Path("g.B", "y"))
            .Line("end").Path("f.A", "t", "end").Path("f.B", "inner", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("x");
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["y"]);
        await scenario.AnswerAsync("t");

        await EndedAsync(scenario, "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Branches_meet_after_decisions_whichever_way_each_took(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Task("b").Decision("d1", "getA() == 'long'").Decision("d2", "getB() == 'long'").Line("a2").Line("b2").Line("end")
            .Path("f.A", "a", "d1").Path("d1.True", "a2", "end").Path("d1.False", "end")
            .Path("f.B", "b", "d2").Path("d2.True", "b2", "end").Path("d2.False", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("a", "short");
        await scenario.AnswerAsync("b", "long");

        await EndedAsync(scenario, "b2", "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_fork_inside_a_loop_joins_once_in_each_round(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Line("s").Fork("f", "A", "B").Task("a").Task("b").Line("m").Decision("d", "getB() == 'ok'").Line("end")
            .Path("s", "f").Path("f.A", "a", "m").Path("f.B", "b", "m", "d").Path("d.False", "s").Path("d.True", "end"));
        await scenario.StartAsync();

        foreach (var answer in (string[])["no", "no", "ok"])
        {
            await scenario.AnswerAsync("b", answer);
            scenario.Restart();
            await scenario.AnswerAsync("a");
        }

        await EndedAsync(scenario, "s", "m", "s", "m", "s", "m", "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_loop_in_one_branch_before_an_activity_with_two_ways_in_is_waited_for(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Task("review").Decision("d", "getReview() == 'ok'").Task("fix").Task("other").Line("end").Merge("Merge")
            .Path("f.A", "review", "d").Path("d.False", "fix", "review").Path("d.True", "end").Path("f.B", "other", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("review", "no");
        await scenario.AnswerAsync("other");
        await scenario.AnswerAsync("fix");
        scenario.Lines.ShouldBeEmpty();
        await scenario.AnswerAsync("review", "ok");

        await EndedAsync(scenario, "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Who_wins_a_race_does_not_run_against_himself(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Task("a").Join("j", "WaitAny").Line("detour").Line("end").Path("a", "j", "end").Path("a", "detour", "j"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        await EndedAsync(scenario, "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_race_that_is_over_is_not_won_again_by_who_was_already_called(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B", "C").Line("a").Line("b").Line("c").Line("c2").Join("j", "WaitAny").Line("end")
            .Path("f.A", "a", "j", "end").Path("f.B", "b", "j").Path("f.C", "c", "c2", "j"));

        await scenario.StartAsync();

        scenario.Lines.Count(line => line == "end").ShouldBe(1);
        scenario.Lines.ShouldNotContain("c2");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(FlowchartMode.CounterBased, "a", "end")]
    [InlineData(FlowchartMode.TokenBased, "a", "b", "end")]
    public async Task What_was_called_before_a_race_was_won_still_runs_only_for_its_token(FlowchartMode mode, params string[] lines)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Line("a").Line("b").Join("j", "WaitAny").Line("end").Path("f.A", "a", "j", "end").Path("f.B", "b", "j"));

        await scenario.StartAsync();

        await EndedAsync(scenario, lines);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_race_that_is_beaten_by_another_is_not_won_by_anybody(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B", "C").Line("c").Join("last", "WaitAny").Join("before", "WaitAny").Line("never").Line("end")
            .Path("f.A", "last", "end").Path("f.B", "before", "last").Path("f.C", "c", "before").Path("before", "never"));

        await scenario.StartAsync();

        await EndedAsync(scenario, "end");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_first_of_two_ends_the_other_at_a_join_that_waits_for_any(FlowchartMode mode)
    {
        var scenario = Of(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Nest("inner", new Flow().Task("x")).Join("j", "WaitAny").Line("end")
            .Path("f.A", "a", "j").Path("f.B", "inner", "j", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["x"]);
        scenario.Journal.ShouldContain("x:Canceled inner:Canceled");
        await EndedAsync(scenario, "end");
    }

    [Fact]
    public async Task Who_was_called_before_the_race_was_won_and_would_have_to_wait_is_cancelled()
    {
        var scenario = Of(FlowchartMode.TokenBased, new Flow()
            .Fork("f", "A", "B").Line("a").Task("b").Join("j", "WaitAny").Line("end").Path("f.A", "a", "j", "end").Path("f.B", "b", "j"));

        await scenario.StartAsync();

        scenario.Journal.ShouldContain("b:Started b:Canceled");
        scenario.Journal.ShouldNotContain("b:Suspended");
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["b"]);
        await EndedAsync(scenario, "a", "end");
    }

    private static Scenario Of(FlowchartMode mode, Flow flow) => new(flow.Build(), mode);

    private static async Task EndedAsync(Scenario scenario, params string[] lines)
    {
        scenario.Lines.ShouldBe(lines);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }
}
