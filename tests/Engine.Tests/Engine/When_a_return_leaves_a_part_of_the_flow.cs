using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

/// <summary>Flows within flows, jumps further on, and what can't be entered.</summary>
public sealed class When_a_return_leaves_a_part_of_the_flow
{
    public static TheoryData<FlowchartMode> Modes => [.. Enum.GetValues<FlowchartMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_nested_flow_ends_with_all_that_is_in_it_and_begins_anew(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, WithNested());
        await scenario.AnswerAllAsync("applicant", "x");

        await scenario.RepositionAsync("inner:x2", "applicant");

        scenario.Journal.ShouldEndWith("| y:Canceled x2:Canceled inner:Canceled applicant:Started applicant:Suspended |");
        await scenario.AnswerAllAsync("applicant");
        (await scenario.WaitingAsync()).ShouldBe(["x", "y"]);
        await scenario.AnswerAllAsync("x", "x2", "y");
        await EndedAsync(scenario, "both", "filed");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_return_within_the_nested_flow_leaves_the_outer_one_alone(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, WithNested());
        await scenario.AnswerAllAsync("applicant", "x", "y");

        await scenario.RepositionAsync("inner:x2", "inner:x");
        (await scenario.WaitingAsync()).ShouldBe(["x"]);
        await scenario.AnswerAllAsync("x", "x2");

        await EndedAsync(scenario, "both", "filed");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_nested_flow_outside_the_region_stays(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Task("a2").Nest("inner", new Flow().Task("x")).Line("end")
            .Path("f.A", "a", "a2", "end").Path("f.B", "inner", "end"));
        await scenario.AnswerAllAsync("a");

        await scenario.RepositionAsync("a2", "a");
        (await scenario.WaitingAsync()).ShouldBe(["x", "a"]);
        await scenario.AnswerAllAsync("x", "a", "a2");

        await EndedAsync(scenario, "end");
    }

    [Fact]
    public async Task Within_a_sequence_what_comes_after_the_step_runs_again()
    {
        var steps = Nodes.Sequence("steps", Nodes.Task("x"), Nodes.Line("between"), Nodes.Task("y"), Nodes.Task("z"));
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Add(steps).Line("filed").Path("steps", "filed"));
        await scenario.AnswerAllAsync("x", "y");

        await scenario.RepositionAsync("steps:z", "steps:between");
        (await scenario.WaitingAsync()).ShouldBe(["y"]);
        await scenario.AnswerAllAsync("y");
        await scenario.RepositionAsync("steps:z", "steps:x", RepositionMode.StraightBack);
        await scenario.AnswerAllAsync("x", "z");

        await EndedAsync(scenario, "between", "between", "filed");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_jump_past_a_join_takes_it_as_passed(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B").Task("a").Task("b").Join("j", "WaitAllActive").Line("joined").Task("director")
            .Path("f.A", "a", "j").Path("f.B", "b", "j", "joined", "director"));
        await scenario.AnswerAllAsync("b");

        await scenario.RepositionAsync("a", "director");

        (await scenario.WaitingAsync()).ShouldBe(["director"]);
        scenario.Lines.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_jump_within_one_branch_leaves_a_join_in_another_half_complete(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("a2").Task("b").Task("c").Join("j", "WaitAll").Line("joined")
            .Path("f.A", "a", "a2").Path("f.B", "b", "j", "joined").Path("f.C", "c", "j"));
        await scenario.AnswerAllAsync("b");

        await scenario.RepositionAsync("a", "a2");
        await scenario.AnswerAllAsync("c", "a2");

        await EndedAsync(scenario, "joined");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_jump_to_where_branches_meet_leaves_a_join_on_another_way_there_half_complete(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Join("j", "WaitAll").Line("joined").Task("director")
            .Path("f.A", "a", "director").Path("f.B", "b", "j", "joined", "director").Path("f.C", "c", "j"));
        await scenario.AnswerAllAsync("b");

        await scenario.RepositionAsync("a", "director");
        await scenario.AnswerAllAsync("c");

        scenario.Lines.ShouldBe(["joined"]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_jump_in_the_second_round_of_a_loop_finds_nothing_of_the_first(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Task("s").Task("b").Join("j", "WaitAll").Line("joined").Decision("again", "getS() == 'once more'")
            .Path("s", "b", "j", "joined", "again").Path("s", "j").Path("again.True", "s"));
        await scenario.AnswerAsync("s", "once more");
        await scenario.AnswerAllAsync("b");

        await scenario.RepositionAsync("s", "b");
        await scenario.AnswerAllAsync("b");

        await EndedAsync(scenario, "joined");
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_jump_out_of_a_branch_sets_a_join_free_that_waited_for_it(FlowchartMode mode)
    {
        var scenario = await Scenario.StartedAsync(mode, new Flow()
            .Fork("f", "A", "B", "C").Task("a").Task("b").Task("c").Task("c2").Line("joined")
            .Path("f.A", "a", "joined").Path("f.B", "b", "joined").Path("f.C", "c", "c2"));
        await scenario.AnswerAllAsync("b", "c");

        await scenario.RepositionAsync("a", "c");

        scenario.Lines.ShouldBe(["joined"]);
        (await scenario.WaitingAsync()).ShouldBe(["c"]);
    }

    [Theory]
    [InlineData("unit", "nobody", "reposition-target-unknown", "no such activity")]
    [InlineData("applicant", "unit", "reposition-from-not-active", "it has been decided")]
    [InlineData("unit", "inner:x", "reposition-target-closed", "that flow has not begun")]
    [InlineData("unit", "island", "reposition-target-illegal", "no run ever comes there")]
    public async Task What_makes_no_sense_is_refused_and_nothing_happens(string from, string to, string code, string reason)
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow()
            .Task("applicant").Task("unit").Nest("inner", new Flow().Task("x")).Line("island").Path("applicant", "unit", "inner"));
        await scenario.AnswerAllAsync("applicant");

        foreach (var mode in Enum.GetValues<RepositionMode>())
        {
            var refused = (await scenario.RepositionAsync(from, to, mode)).ShouldBeOfType<BurstOutcome.Refused>();
            refused.Rejection.ShouldBe(new(RejectionKind.InvalidState, code) { Fields = refused.Rejection.Fields, Arguments = refused.Rejection.Arguments }, reason);
            (await scenario.PreviewRepositionAsync(from, to, mode)).Refused!.Code.ShouldBe(code);
        }

        (await scenario.WaitingAsync()).ShouldBe(["unit"]);
    }

    [Fact]
    public async Task What_only_its_container_can_choose_is_no_place_to_go_to()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Add(Nodes.If("if", "true", Nodes.Task("x"), Nodes.Task("y"))).Line("filed").Path("if", "filed"));

        (await scenario.RepositionAsync("if:x", "if:y")).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("reposition-target-illegal");
        await scenario.RepositionAsync("if:x", "if");
        await scenario.AnswerAllAsync("x");

        await EndedAsync(scenario, "filed");
    }

    [Fact]
    public async Task The_whole_flow_is_no_place_to_go_to()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Task("t"));
        var waiting = (await scenario.InstanceAsync()).Executions.Single(execution => execution.NodeId.EndsWith(":t", StringComparison.Ordinal));

        foreach (var (to, code) in new[] { ("Workflow1:flow", "reposition-target-illegal"), ("Workflow1", "reposition-target-closed") })
        {
            var outcome = await scenario.Runtime.RepositionAsync(new(Scenario.Id, waiting.Id, to, RepositionMode.Full, []), CancellationToken.None);
            outcome.ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe(code);
        }
    }

    [Fact]
    public async Task It_fails_where_nobody_can_tell_any_more_how_a_join_on_the_way_waits()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow()
            .Variable("M", value: new System.Text.Json.Nodes.JsonObject { ["mode"] = "WaitAll" })
            .Fork("f", "A", "B").Task("a").Task("b").Add("j", "Elsa.FlowJoin", ("mode", Flow.Input("JavaScript", "getM().mode"))).Line("forget", "setM(null)").Task("director")
            .Path("f.A", "a", "j", "forget", "director").Path("f.B", "b", "j"));
        await scenario.AnswerAllAsync("a", "b");

        var rejection = (await scenario.RepositionAsync("director", "a")).ShouldBeOfType<BurstOutcome.Refused>().Rejection;

        (rejection.Kind, rejection.Code).ShouldBe((RejectionKind.InvalidState, "reposition-failed"));
        rejection.Arguments.ShouldHaveSingleItem().ShouldNotBeEmpty("it says why");
        (await scenario.WaitingAsync()).ShouldBe(["director"]);
    }

    [Fact]
    public async Task What_is_over_is_not_taken_up_again()
    {
        var scenario = await Scenario.StartedAsync(FlowchartMode.CounterBased, new Flow().Task("t"));
        await scenario.AnswerAllAsync("t");

        (await scenario.RepositionAsync("t", "t")).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-finished");
    }

    private static Flow WithNested() => new Flow()
        .Task("applicant").Nest("inner", new Flow()
            .Fork("f", "A", "B").Task("x").Task("x2").Task("y").Line("both").Path("f.A", "x", "x2", "both").Path("f.B", "y", "both"))
        .Line("filed").Path("applicant", "inner", "filed");

    private static async Task EndedAsync(Scenario scenario, params string[] lines)
    {
        scenario.Lines.ShouldBe(lines);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }
}
