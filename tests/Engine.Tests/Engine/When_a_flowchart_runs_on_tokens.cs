using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>Merge modes, and the places where Elsa's token mode leaves an instance that nothing can wake.</summary>
public sealed class When_a_flowchart_runs_on_tokens
{
    [Theory]
    [InlineData("a", "b", "another branch wins in the second round")]
    [InlineData("b", "b", "the same branch wins twice")]
    public async Task A_race_inside_a_loop_is_run_afresh_in_each_round(string first, string second, string reason)
    {
        // Elsa's issue 7993: what the first race had blocked is still blocked in the second.
        var scenario = Tokens(new Flow()
            .Line("s").Fork("f", "A", "B").Task("a").Task("b").Line("r").Merge("Race").Task("again").Decision("d", "getAgain() == 'no'").Line("end")
            .Path("s", "f").Path("f.A", "a", "r").Path("f.B", "b", "r").Path("r", "again", "d").Path("d.False", "s").Path("d.True", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync(first);
        await scenario.AnswerAsync("again", "yes");
        await scenario.AnswerAsync(second);
        await scenario.AnswerAsync("again", "no");

        scenario.Lines.ShouldBe(["s", "r", "s", "r", "end"], reason);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_was_scheduled_when_a_race_was_won_has_its_turn_but_does_not_wait()
    {
        var scenario = Tokens(new Flow()
            .Fork("f", "A", "B", "C").Line("a").Task("t").Line("c").Line("c2").Line("elsewhere").Line("r").Merge("Race").Task("after")
            .Path("f.A", "a", "r").Path("f.B", "t", "r").Path("f.C", "c", "c2", "r").Path("c", "elsewhere").Path("r", "after"));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a", "c", "r", "elsewhere"], "nobody goes on towards a race that is over");
        (await scenario.InstanceAsync()).Bookmarks.ShouldHaveSingleItem().NodeId.ShouldEndWith(":after");
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["t"]);
    }

    [Fact]
    public async Task A_race_ends_a_nested_flow_that_had_not_begun()
    {
        var scenario = Tokens(new Flow()
            .Fork("f", "A", "B").Line("a").Nest("inner", new Flow().Line("x").Task("t").Path("x", "t")).Line("r").Merge("Race")
            .Path("f.A", "a", "r").Path("f.B", "inner", "r"));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["a", "r"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_waits_for_others_before_a_race_is_beaten_as_well()
    {
        var scenario = Tokens(new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Line("both").Line("r").Merge("Race")
            .Path("f.A", "a", "both").Path("f.B", "b", "both", "r").Path("f.C", "c", "r"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");
        await scenario.AnswerAsync("c");

        scenario.Lines.ShouldBe(["r"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_cascade_runs_its_target_for_each_arrival()
    {
        var scenario = Tokens(TwoTasksInto("Cascade"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t1");
        scenario.Lines.ShouldBe(["end", "z"]);
        await scenario.AnswerAsync("t2");

        scenario.Lines.ShouldBe(["end", "z", "end", "z"], "where Elsa stays suspended without a bookmark");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData("Merge", "every way in was asked for, but one can't come any more")]
    [InlineData("Converge", "the same, with ways back counted")]
    [InlineData("Stream", "dead branches never count")]
    [InlineData("None", "the default is Stream")]
    public async Task What_can_no_longer_come_is_not_waited_for(string merge, string reason)
    {
        var scenario = Tokens(new Flow()
            .Fork("f", "A", "B").Task("t1").Task("t2").Decision("d", "getT2() == 'yes'").Line("end").Merge(merge)
            .Path("f.A", "t1", "end").Path("f.B", "t2", "d").Path("d.True", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t1");
        scenario.Lines.ShouldBeEmpty("the other branch is still open");
        await scenario.AnswerAsync("t2", "no");

        scenario.Lines.ShouldBe(["end"], reason);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_convergence_at_the_head_of_a_loop_takes_each_round()
    {
        var scenario = Tokens(new Flow()
            .Line("s").Line("head").Merge("Converge").Task("review").Decision("d", "getReview() == 'ok'").Line("end")
            .Path("s", "head", "review", "d").Path("d.False", "head").Path("d.True", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("review", "no");
        await scenario.AnswerAsync("review", "ok");

        scenario.Lines.ShouldBe(["s", "head", "head", "end"]);
    }

    [Fact]
    public async Task A_way_back_past_what_could_be_bypassed_is_followed()
    {
        var scenario = Tokens(new Flow()
            .Decision("d", "true").Line("x").Task("again").Line("end").Decision("more", "getAgain() == 'yes'")
            .Path("d.False", "x", "again", "more").Path("d.True", "again").Path("more.True", "x").Path("more.False", "end"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("again", "yes");
        await scenario.AnswerAsync("again", "no");

        scenario.Lines.ShouldBe(["x", "end"], "counter mode faults here, as in Elsa");
    }

    [Theory]
    [InlineData(FlowchartMode.CounterBased, null, null, 1)]
    [InlineData(FlowchartMode.TokenBased, null, null, 2)]
    [InlineData(FlowchartMode.CounterBased, "TokenBased", null, 2)]
    [InlineData(FlowchartMode.TokenBased, "CounterBased", null, 1)]
    [InlineData(FlowchartMode.TokenBased, "TokenBased", "CounterBased", 1)]
    [InlineData(FlowchartMode.TokenBased, "Default", "nonsense", 2)]
    [InlineData(FlowchartMode.CounterBased, null, "tokenbased", 2)]
    [InlineData(FlowchartMode.TokenBased, "7", null, 2)]
    public async Task The_flowchart_says_the_mode_or_its_definition_or_the_host(FlowchartMode host, string? definition, string? flowchart, int runs)
    {
        var flow = TwoTasksInto("Cascade");
        if (flowchart is not null) flow.Mode(flowchart);
        var built = flow.Build();
        if (definition is not null) built.CustomProperties["Flowchart:ExecutionMode"] = definition;
        var scenario = new Scenario(built, host);
        await scenario.StartAsync();

        await scenario.AnswerAsync("t1");
        await scenario.AnswerAsync("t2");

        scenario.Lines.Count(line => line == "end").ShouldBe(runs);
    }

    [Theory]
    [InlineData("Converge", "y x", "a loop that leads back to it counts as a way in")]
    [InlineData("Stream", "x y", "it does not wait for a loop")]
    public async Task Only_a_convergence_waits_for_a_loop_that_leads_back_to_it(string merge, string order, string because)
    {
        var scenario = Tokens(new Flow()
            .Fork("f", "A", "B").Line("x").Merge(merge).Task("t").Line("y").Merge("Cascade").Decision("back", "getVariable('t') == 'back'")
            .Path("f.A", "x", "y", "back").Path("f.B", "t", "y").Path("back.True", "x"));
        await scenario.StartAsync();

        await scenario.AnswerAsync("t", "back");

        string.Join(' ', scenario.Lines.Take(2)).ShouldBe(order, because);
    }

    private static Flow TwoTasksInto(string merge) => new Flow()
        .Fork("f", "A", "B").Task("t1").Task("t2").Line("end").Merge(merge).Line("z")
        .Path("f.A", "t1", "end").Path("f.B", "t2", "end", "z");

    private static Scenario Tokens(Flow flow) => new(flow.Build(), FlowchartMode.TokenBased);
}
