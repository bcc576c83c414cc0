using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>直接回到我: the step it is returned to decides again, then whoever returned it.</summary>
public sealed class When_a_case_goes_straight_back
{
    public static TheoryData<FlowchartMode> Modes => [.. Enum.GetValues<FlowchartMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Nobody_in_between_is_asked_again(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, Line3());
        await scenario.AnswerAllAsync("applicant", "unit");

        await ReturnAsync(scenario, "deputy", "applicant");
        (await scenario.WaitingAsync()).ShouldBe(["applicant"]);
        scenario.Journal.ShouldEndWith("| deputy:Canceled applicant:Started applicant:Suspended |");
        scenario.Restart();
        await scenario.AnswerAllAsync("applicant");

        (await scenario.WaitingAsync()).ShouldBe(["deputy"]);
        await scenario.AnswerAllAsync("deputy");
        scenario.Lines.ShouldBe(["filed"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task It_holds_for_one_time_only(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, Line3());
        await scenario.AnswerAllAsync("applicant", "unit");
        await ReturnAsync(scenario, "deputy", "applicant");
        await scenario.AnswerAllAsync("applicant");

        await scenario.RepositionAsync("deputy", "applicant");
        await scenario.AnswerAllAsync("applicant");

        (await scenario.WaitingAsync()).ShouldBe(["unit"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_full_return_meanwhile_takes_its_place(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow().Task("applicant").Task("unit").Task("deputy").Task("director").Path("applicant", "unit", "deputy", "director"));
        await scenario.AnswerAllAsync("applicant", "unit", "deputy");
        await ReturnAsync(scenario, "director", "unit");

        await scenario.RepositionAsync("unit", "applicant");
        await scenario.AnswerAllAsync("applicant", "unit");

        (await scenario.WaitingAsync()).ShouldBe(["deputy"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_second_return_on_the_way_comes_back_over_both(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, Line3());
        await scenario.AnswerAllAsync("applicant", "unit");
        await ReturnAsync(scenario, "deputy", "unit");

        await ReturnAsync(scenario, "unit", "applicant");
        await scenario.AnswerAllAsync("applicant");
        (await scenario.WaitingAsync()).ShouldBe(["unit"]);
        await scenario.AnswerAllAsync("unit");

        (await scenario.WaitingAsync()).ShouldBe(["deputy"]);
        await scenario.AnswerAllAsync("deputy");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_parallel_review_goes_on_and_the_join_waits_for_who_returned_it(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Task("applicant").Fork("f", "A", "B").Task("hall").Task("party").Join("j", "WaitAllActive").Line("filed")
            .Path("applicant", "f").Path("f.A", "hall", "j").Path("f.B", "party", "j", "filed"));
        await scenario.AnswerAllAsync("applicant");

        await ReturnAsync(scenario, "hall", "applicant");
        await scenario.AnswerAllAsync("party");
        scenario.Lines.ShouldBeEmpty();
        await scenario.AnswerAllAsync("applicant");
        (await scenario.WaitingAsync()).ShouldBe(["hall"]);
        await scenario.AnswerAllAsync("hall");

        scenario.Lines.ShouldBe(["filed"]);
        scenario.Effects.OfType<TaskRequested>().Count(asked => asked.Name == "party").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Out_of_a_nested_flow_its_place_in_there_is_kept(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Task("applicant").Nest("inner", new Flow().Fork("f", "A", "B").Task("x").Task("y").Line("both").Path("f.A", "x", "both").Path("f.B", "y", "both")).Line("filed")
            .Path("applicant", "inner", "filed"));
        await scenario.AnswerAllAsync("applicant");

        await ReturnAsync(scenario, "inner:x", "applicant");
        await scenario.AnswerAllAsync("y");
        scenario.Lines.ShouldBeEmpty();
        await scenario.AnswerAllAsync("applicant", "x");

        scenario.Lines.ShouldBe(["both", "filed"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Where_the_step_is_cancelled_meanwhile_the_kept_place_goes_with_it(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Join("j", "WaitAny").Line("first").Line("c2")
            .Path("f.A", "a", "j").Path("f.B", "b", "j", "first").Path("f.C", "c", "c2"));
        await scenario.AnswerAllAsync("a");
        (await scenario.WaitingAsync()).ShouldBe(["c"]);

        await ReturnAsync(scenario, "c", "b");
        await scenario.RepositionAsync("b", "a");
        await scenario.AnswerAllAsync("a");

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished, "nothing waits for a return that can't come");
        scenario.Lines.ShouldBe(["first", "first"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_nested_flow_ends_with_the_place_that_was_kept_in_it_unless_more_is_open_there(bool isMoreOpen)
    {
        var inner = isMoreOpen ? new Flow().Fork("g", "A", "B").Task("x").Task("y").Line("y2").Path("g.A", "x").Path("g.B", "y", "y2") : new Flow().Task("x");
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Nest("inner", inner).Join("j", "WaitAny").Line("first").Line("c2")
            .Path("f.A", "a", "j").Path("f.B", "b", "j", "first").Path("f.C", "inner", "c2"));
        await scenario.AnswerAllAsync("a");

        await ReturnAsync(scenario, "inner:x", "b");
        await scenario.RepositionAsync("b", "a");

        (await scenario.WaitingAsync()).ShouldBe(isMoreOpen ? ["y", "a"] : ["a"]);
        scenario.Journal.Contains("inner:Canceled", StringComparison.Ordinal).ShouldBe(!isMoreOpen);
        await scenario.AnswerAllAsync(isMoreOpen ? ["a", "y"] : ["a"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished, "nothing waits for a return that can't come");
        scenario.Lines.ShouldBe(isMoreOpen ? ["first", "first", "y2", "c2"] : ["first", "first"]);
    }

    [Fact]
    public async Task A_place_that_is_kept_is_not_active_and_neither_is_the_workflow_itself()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, Line3());
        await scenario.AnswerAllAsync("applicant", "unit");
        await ReturnAsync(scenario, "deputy", "applicant");
        var workflow = (await scenario.InstanceAsync()).Executions[0].Id;

        var outcomes = new[]
        {
            await scenario.RepositionAsync("deputy", "unit"),
            await scenario.Runtime.RepositionAsync(new(Scenario.Id, workflow, "Workflow1:flow:unit", RepositionMode.Full, []), CancellationToken.None),
        };

        outcomes.Select(outcome => outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code).ShouldBe(["reposition-from-not-active", "reposition-from-not-active"]);
    }

    [Fact]
    public async Task A_step_that_is_open_already_is_not_opened_twice()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Fork("f", "A", "B").Task("a").Task("b").Path("f.A", "a").Path("f.B", "b"));

        (await ReturnAsync(scenario, "a", "b")).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("reposition-target-open");
    }

    private static Flow Line3() => new Flow().Task("applicant").Task("unit").Task("deputy").Line("filed").Path("applicant", "unit", "deputy", "filed");

    private static Task<BurstOutcome> ReturnAsync(Scenario scenario, string from, string to) => scenario.RepositionAsync(from, to, RepositionMode.StraightBack);
}
