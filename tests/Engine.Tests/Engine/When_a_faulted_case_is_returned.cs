using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_faulted_case_is_returned
{
    public static TheoryData<FlowchartMode> Modes => [.. Enum.GetValues<FlowchartMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task It_runs_again_from_there_and_what_the_fault_had_ended_elsewhere_is_asked_again(FlowchartMode mode)
    {
        var scenario = await StartAsync(mode, new Flow()
            .Fork("f", "A", "B").Task("office").Add("book", "Test.Breaks").Task("party").Join("j", "WaitAll").Line("filed")
            .Path("f.A", "office", "book", "j").Path("f.B", "party", "j", "filed"));
        await scenario.AnswerAsync("office", "wrong");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Faulted);

        await scenario.RepositionAsync("book", "office");

        var instance = await scenario.InstanceAsync();
        (instance.SubStatus, instance.FinishedAt).ShouldBe((WorkflowSubStatus.Suspended, null));
        instance.Incidents.Single().SettledAt.ShouldNotBeNull();
        (await scenario.WaitingAsync()).ShouldBe(["office", "party"], ignoreOrder: true);
        await scenario.AnswerAsync("office", "right");
        await scenario.AnswerAsync("party");
        scenario.Lines.ShouldBe(["filed"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Straight_back_comes_to_what_faulted(FlowchartMode mode)
    {
        var scenario = await StartAsync(mode, new Flow().Task("office").Line("between").Add("book", "Test.Breaks").Line("filed").Path("office", "between", "book", "filed"));
        await scenario.AnswerAsync("office", "wrong");

        await scenario.RepositionAsync("book", "office", RepositionMode.StraightBack);
        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().SettledAt.ShouldNotBeNull();
        await scenario.AnswerAsync("office", "right");

        scenario.Lines.ShouldBe(["between", "filed"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_step_that_returns_to_somebody_still_does_so_when_a_fault_has_ended_it_meanwhile()
    {
        var scenario = await StartAsync(FlowchartMode.CounterBased, new Flow()
            .Fork("f", "A", "B").Task("applicant").Task("unit").Task("deputy").Task("office").Add("book", "Test.Breaks")
            .Path("f.A", "applicant", "unit", "deputy").Path("f.B", "office", "book"));
        await scenario.AnswerAsync("applicant");
        await scenario.AnswerAsync("unit");
        await scenario.RepositionAsync("deputy", "applicant", RepositionMode.StraightBack);
        await scenario.AnswerAsync("office", "wrong");

        await scenario.RepositionAsync("book", "office");
        (await scenario.WaitingAsync()).ShouldBe(["office", "applicant"]);
        await scenario.AnswerAsync("applicant");

        (await scenario.WaitingAsync()).ShouldBe(["office", "deputy"]);
    }

    [Fact]
    public async Task A_flow_that_faulted_over_a_step_can_be_entered_again()
    {
        // Counter mode faults where a way leads back past what could be bypassed; a retry would run the whole flow again.
        var scenario = await StartAsync(FlowchartMode.CounterBased, new Flow()
            .Decision("d", "true").Line("x").Task("again").Decision("more", "getAgain() == 'yes'").Line("end")
            .Path("d.False", "x", "again", "more").Path("d.True", "again").Path("more.True", "x").Path("more.False", "end"));
        await scenario.AnswerAsync("again", "yes");
        var flow = (await scenario.InstanceAsync()).Executions.Single(execution => execution.NodeId == "Workflow1:flow");
        flow.Status.ShouldBe(ActivityStatus.Faulted);

        (await scenario.Runtime.RepositionAsync(new(Scenario.Id, flow.Id, "Workflow1:flow:again", RepositionMode.StraightBack, []), CancellationToken.None))
            .ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("reposition-from-container", "there is no step to come back to");
        await scenario.Runtime.RepositionAsync(new(Scenario.Id, flow.Id, "Workflow1:flow:again", RepositionMode.Full, []), CancellationToken.None);
        scenario.Journal.ShouldEndWith("| flow:Resumed again:Started again:Suspended |");
        await scenario.AnswerAsync("again", "no");

        scenario.Lines.ShouldBe(["end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(RepositionMode.Full)]
    [InlineData(RepositionMode.StraightBack)]
    public async Task Incidents_elsewhere_stay_open(RepositionMode mode)
    {
        var scenario = await StartAsync(FlowchartMode.CounterBased, new Flow()
            .Fork("f", "A", "B").Task("office").Add("book", "Test.Breaks").Add("other", "Test.Breaks").Path("f.A", "office", "book").Path("f.B", "other").ContinueWithIncidents());
        await scenario.AnswerAsync("office", "wrong");

        await scenario.RepositionAsync("book", "office", mode);

        (await scenario.InstanceAsync()).Incidents.Select(incident => (incident.NodeId, incident.SettledAt is null))
            .ShouldBe([("Workflow1:flow:other", true), ("Workflow1:flow:book", false), ("Workflow1", false)], "nothing was left to wait for, which is over");
    }

    private static async Task<Scenario> StartAsync(FlowchartMode mode, Flow flow)
    {
        var breaks = new Does("Test.Breaks", context =>
            context.GetVariable("office") is { ValueKind: System.Text.Json.JsonValueKind.String } office && office.GetString() == "right"
                ? new ActivityResult.Completed()
                : new ActivityResult.Faulted("no", "no"));
        var scenario = new Scenario(flow.Build(), mode, breaks);
        await scenario.StartAsync();

        return scenario;
    }
}
