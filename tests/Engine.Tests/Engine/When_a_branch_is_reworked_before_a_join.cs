using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>Elsa 3.8 loses the join here (its issues 6725 and 7724); we deviate on purpose.</summary>
public sealed class When_a_branch_is_reworked_before_a_join
{
    [Theory]
    [InlineData("WaitAll", true, "the reworked branch arrives last")]
    [InlineData("WaitAllActive", true, "the reworked branch arrives last")]
    [InlineData("WaitAll", false, "the other branch arrives last")]
    [InlineData("WaitAllActive", false, "the other branch arrives last")]
    public async Task It_waits_for_the_rework_and_goes_on_once(string join, bool isReworkedLast, string reason)
    {
        foreach (var mode in Enum.GetValues<FlowchartMode>()) await WaitsForTheReworkAsync(mode, join, isReworkedLast, reason);
    }

    private static async Task WaitsForTheReworkAsync(FlowchartMode mode, string join, bool isReworkedLast, string reason)
    {
        var scenario = new Scenario(ReworkInOneBranch(flow => flow.Join("j", join)), mode);
        await scenario.StartAsync();

        await scenario.AnswerAsync("review", "no");
        if (isReworkedLast) await scenario.AnswerAsync("other");
        scenario.Lines.ShouldNotContain("end", reason);
        await scenario.AnswerAsync("review", "no");
        await scenario.AnswerAsync("review", "ok");
        if (!isReworkedLast) await scenario.AnswerAsync("other");

        scenario.Lines.ShouldBe(["work", "work", "work", "end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task It_holds_for_a_join_that_is_any_activity_with_two_ways_in()
    {
        var scenario = new Scenario(ReworkInOneBranch(flow => flow.Line("j")));
        await scenario.StartAsync();

        await scenario.AnswerAsync("review", "no");
        await scenario.AnswerAsync("other");
        await scenario.AnswerAsync("review", "ok");

        scenario.Lines.ShouldBe(["work", "work", "j", "end"]);
    }

    [Theory]
    [InlineData(FlowchartMode.CounterBased, "as Elsa does")]
    [InlineData(FlowchartMode.TokenBased, "where Elsa waits for ever")]
    public async Task It_passes_over_a_WaitAll_join_whose_other_branch_died(FlowchartMode mode, string reason)
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Task("t").Decision("d", "false").Join("j", "WaitAll").Line("end")
            .Path("f.A", "t", "j", "end").Path("f.B", "d", "j").Path("d.True", "j").Build(), mode);

        await scenario.StartAsync();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBeEmpty(reason);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_join_behind_a_join_waits_for_what_can_still_come_through_the_first()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Join("inner", "WaitAll").Join("outer", "WaitAllActive").Line("end")
            .Path("f.A", "a", "inner").Path("f.B", "b", "inner", "outer").Path("f.C", "c", "outer", "end").Build());

        await scenario.StartAsync();
        await scenario.AnswerAsync("c");
        await scenario.AnswerAsync("a");
        scenario.Lines.ShouldBeEmpty();
        await scenario.AnswerAsync("b");

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_way_back_past_an_activity_that_could_be_bypassed_is_a_fault_as_in_Elsa()
    {
        var scenario = new Scenario(new Flow()
            .Decision("d", "true").Line("x").Decision("again", "false").Line("end")
            .Path("d.False", "x", "again").Path("d.True", "again").Path("again.False", "x").Path("again.True", "end").Build());

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        instance.Incidents.Single().Code.ShouldBe("illegal-loop");
    }

    private static Definitions.WorkflowDefinition ReworkInOneBranch(Func<Flow, Flow> join) => join(new Flow())
        .Fork("f", "A", "B").Line("work").Task("review").Decision("d", "getReview() == 'ok'").Task("other").Line("end")
        .Path("f.A", "work", "review", "d").Path("d.False", "work").Path("d.True", "j", "end").Path("f.B", "other", "j").Build();
}
