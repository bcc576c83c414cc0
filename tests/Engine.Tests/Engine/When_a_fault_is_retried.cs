using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_fault_is_retried
{
    private bool isBroken = true;

    [Fact]
    public async Task What_faulted_runs_again_and_what_the_fault_had_ended_is_asked_again()
    {
        var scenario = new Scenario(
            new Flow().Fork("f", "A", "B").Task("t").Add("bad", "Test.Breaks").Line("before").Line("after").Join("j", "WaitAll")
                .Path("before", "f").Path("f.A", "t", "j").Path("f.B", "bad", "j").Path("j", "after").Build(),
            Breaks());
        await scenario.StartAsync();
        isBroken = false;
        scenario.Restart();

        await RetryAsync(scenario);

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
        (await scenario.InstanceAsync()).FinishedAt.ShouldBeNull();
        await scenario.AnswerAsync("t");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        scenario.Lines.ShouldBe(["before", "after"], "no finished step runs again");
        scenario.Effects.OfType<TaskRequested>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task With_incidents_allowed_the_others_just_go_on_waiting()
    {
        var scenario = new Scenario(
            new Flow().ContinueWithIncidents().Fork("f", "A", "B").Task("t").Add("bad", "Test.Breaks").Path("f.A", "t").Path("f.B", "bad").Build(), Breaks());
        await scenario.StartAsync();
        isBroken = false;

        await RetryAsync(scenario);

        scenario.Effects.OfType<TaskRequested>().ShouldHaveSingleItem();
        scenario.Effects.OfType<TaskWithdrawn>().ShouldBeEmpty();
        await scenario.AnswerAsync("t");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_incident_stays_on_record_as_settled_and_a_new_fault_is_a_new_incident()
    {
        var scenario = new Scenario(new Flow().Add("bad", "Test.Breaks").Build(), Breaks());
        await scenario.StartAsync();

        await RetryAsync(scenario);

        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        instance.Incidents.Select(incident => incident.SettledAt is null).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Only_the_named_one_runs_again()
    {
        var scenario = new Scenario(
            new Flow().ContinueWithIncidents().Fork("f", "A", "B", "C").Add("bad1", "Test.Breaks").Add("bad2", "Test.Breaks").Task("t")
                .Path("f.A", "bad1").Path("f.B", "bad2").Path("f.C", "t").Build(), Breaks());
        await scenario.StartAsync();
        isBroken = false;

        await scenario.Runtime.RetryAsync(new(Scenario.Id, [(await scenario.InstanceAsync()).Incidents[1].ActivityExecutionId], []), CancellationToken.None);

        (await scenario.InstanceAsync()).Executions.Where(execution => execution.Status is ActivityStatus.Faulted).Select(execution => execution.NodeId)
            .ShouldBe(["Workflow1:flow:bad1"]);
    }

    [Fact]
    public async Task A_container_that_faulted_over_a_child_is_not_run_again_since_its_other_children_would_be()
    {
        // Leads back to what it may have bypassed: the flowchart itself faults when the loop is followed.
        var scenario = new Scenario(
            new Flow().Decision("d", "false").Line("a").Line("b").Decision("back", "true").Path("d.True", "a", "b").Path("d.False", "b", "back").Path("back.True", "a").Build());
        await scenario.StartAsync();

        var refused = (await RetryAsync(scenario)).ShouldBeOfType<BurstOutcome.Refused>();

        refused.Rejection.Code.ShouldBe("retry-would-repeat");
    }

    [Fact]
    public async Task Such_a_container_does_not_stand_in_the_way_of_others()
    {
        var loop = new Flow().Decision("d", "false").Line("a").Line("b").Decision("back", "true").Path("d.True", "a", "b").Path("d.False", "b", "back").Path("back.True", "a");
        var scenario = new Scenario(
            new Flow().ContinueWithIncidents().Fork("f", "A", "B", "C").Nest("inner", loop).Add("bad", "Test.Breaks").Task("t").Path("f.A", "inner").Path("f.B", "bad").Path("f.C", "t").Build(), Breaks());
        await scenario.StartAsync();
        isBroken = false;

        (await RetryAsync(scenario)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Arguments.ShouldBe(["inner"]);
        var bad = (await scenario.InstanceAsync()).Incidents.Single(incident => incident.NodeId == "Workflow1:flow:bad");
        (await scenario.Runtime.RetryAsync(new(Scenario.Id, [bad.ActivityExecutionId], []), CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>();

        (await scenario.InstanceAsync()).Incidents.Select(incident => (incident.NodeId, incident.SettledAt is null)).ShouldBe(
            [("Workflow1:flow:bad", false), ("Workflow1:flow:inner", true)], ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_faulted_means_nothing_to_retry()
    {
        var scenario = new Scenario(new Flow().Task("t").Build());
        await scenario.StartAsync();

        (await RetryAsync(scenario)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("nothing-to-retry");
        await scenario.AnswerAsync("t");
        (await RetryAsync(scenario)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-finished");
    }

    [Fact]
    public async Task It_can_be_given_up_instead()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Add("x", "Test.Breaks").Path("f.A", "t").Path("f.B", "x").Build(), Breaks());
        await scenario.StartAsync();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Faulted);

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);

        var instance = await scenario.InstanceAsync();
        (instance.SubStatus, instance.Bookmarks.Length).ShouldBe((WorkflowSubStatus.Cancelled, 0));
        instance.Incidents.ShouldAllBe(incident => incident.SettledAt != null, "nobody has to deal with them any more");
        (await RetryAsync(scenario)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-finished");
    }

    private static Task<BurstOutcome> RetryAsync(Scenario scenario) => scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);

    private Does Breaks() => new("Test.Breaks", _ => isBroken ? new ActivityResult.Faulted("no", "no") : new ActivityResult.Completed());
}
