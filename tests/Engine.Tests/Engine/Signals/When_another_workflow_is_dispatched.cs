using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_another_workflow_is_dispatched
{
    private static JsonObject Wait => Flow.Input("Literal", "True");

    private static Flow Parent => new Flow()
        .Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", Wait), ("input", Flow.Input("Object", """{"who":"ann"}""")), ("correlationId", Flow.Input("Literal", "K1")))
        .Line("end", "toJson(getC())").Path("c", "end");

    private static Flow Child => new Flow().WorkflowOutput("greeting").WorkflowInput("who").WorkflowInput("ParentInstanceId");

    [Fact]
    public async Task It_starts_after_the_burst_and_its_output_is_the_result()
    {
        var scenario = Begin(Child.Line("inside", "getWho() + ' ' + getParentInstanceId()").Output("o", "greeting", "'hello'").Path("inside", "o"));
        await scenario.StartAsync();
        scenario.Others.ShouldBeEmpty();

        await scenario.SettleAsync();

        scenario.Lines.ShouldBe([$"ann {Scenario.Id}", """{"greeting":"hello"}"""]);
        scenario.Others.ShouldHaveSingleItem().CorrelationId.ShouldBe("K1");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        scenario.Store.Commits.Count.ShouldBe(3, "the parent, the child, the parent again");
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_waits_tells_its_parent_later()
    {
        var scenario = Begin(Child.Task("t"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        scenario.Lines.ShouldBeEmpty();

        await scenario.AnswerAsync(scenario.Others.Single(), "t");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["{}"]);
    }

    [Fact]
    public async Task Nobody_need_wait_for_it()
    {
        var scenario = new Scenario(new Flow().Child("c", "Elsa.DispatchWorkflow", "child").Line("end").Path("c", "end").Build());
        scenario.Publish(Child.Line("inside").Build("child"));

        await scenario.StartAsync();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["end", "inside"]);
    }

    [Fact]
    public async Task It_runs_the_version_that_was_published_when_it_was_dispatched()
    {
        var scenario = Begin(Child.Line("one"));
        await scenario.StartAsync();

        scenario.Publish(Child.Line("two").Build("child", version: 2));
        await scenario.SettleAsync();

        scenario.Others.Single().DefinitionVersion.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_faults_or_is_cancelled_lets_its_parent_go_on()
    {
        var faulting = Begin(Child.Add("b", "Test.Boom"));
        await faulting.StartAsync();
        await faulting.SettleAsync();
        var cancelled = Begin(Child.Task("t"));
        await cancelled.StartAsync();
        await cancelled.SettleAsync();
        await cancelled.Runtime.CancelAsync(new(cancelled.Others.Single().Id, []), CancellationToken.None);
        await cancelled.SettleAsync();

        (faulting.Others.Single().SubStatus, await faulting.StatusAsync()).ShouldBe((WorkflowSubStatus.Faulted, WorkflowSubStatus.Finished));
        (cancelled.Others.Single().SubStatus, await cancelled.StatusAsync()).ShouldBe((WorkflowSubStatus.Cancelled, WorkflowSubStatus.Finished));
    }

    [Fact]
    public async Task A_definition_that_is_not_there_is_an_incident_at_once()
    {
        var scenario = new Scenario(Parent.Build());

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.Single().Code.ShouldBe("definition-not-found");
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "already-running")]
    [InlineData(false, "no")]
    public async Task One_that_may_not_start_makes_its_parent_fault(bool byStrategy, string code)
    {
        var scenario = Begin(byStrategy ? Child.Option("activationStrategyType", "Singleton").Task("t") : Child.Task("t"));
        if (byStrategy) await scenario.Runtime.StartAsync(Scenario.Command() with { Id = new(new("01900000-0000-7000-8000-000000000009")), DefinitionId = "child" }, CancellationToken.None);
        else scenario.Store.Applier = commit => commit.Instance.DefinitionId == "child" ? new(RejectionKind.Invalid, "no") : null;

        await scenario.StartAsync();
        await scenario.SettleAsync();

        var parent = await scenario.InstanceAsync();
        (parent.SubStatus, parent.Incidents.Single().Code).ShouldBe((WorkflowSubStatus.Faulted, "child-not-started"));
        parent.Incidents.Single().Message.ShouldContain(code);
        scenario.Store.Instances.Count(instance => instance.DefinitionId == "child").ShouldBe(byStrategy ? 1 : 0);
    }

    [Fact]
    public async Task Cancelling_the_parent_cancels_it()
    {
        var scenario = Begin(Child.Task("t"));
        await scenario.StartAsync();
        await scenario.SettleAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);
        await scenario.SettleAsync();

        scenario.Others.Single().SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem();
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_the_parent_before_it_has_started_leaves_nothing_running()
    {
        var scenario = Begin(Child.Task("t"));
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);
        await scenario.SettleAsync();

        scenario.Store.Instances.ShouldAllBe(instance => instance.IsFinished);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancel_that_overtakes_the_start_is_not_lost()
    {
        var scenario = Begin(Child.Task("t"));
        await scenario.StartAsync();
        await scenario.Store.LeaseAsync(CommandPump.Lease / 2, 1, CancellationToken.None);
        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);
        await scenario.SettleAsync();
        scenario.Store.Commands.Select(command => command.GetType().Name).ShouldBe(["Start", "Cancel"], "the node that leased the start has died");

        scenario.Clock.Advance(CommandPump.Lease / 2);
        await scenario.SettleAsync();
        scenario.Clock.Advance(CommandPump.Lease);
        await scenario.SettleAsync();

        scenario.Others.Single().SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_race_that_another_branch_wins_cancels_it()
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", Wait)).Task("t").Join("j", "WaitAny").Line("end")
            .Path("f.A", "c", "j").Path("f.B", "t", "j").Path("j", "end").Build());
        scenario.Publish(Child.Task("inner").Build("child"));
        await scenario.StartAsync();
        await scenario.SettleAsync();

        await scenario.AnswerAsync("t");
        await scenario.SettleAsync();

        (scenario.Others.Single().SubStatus, await scenario.StatusAsync()).ShouldBe((WorkflowSubStatus.Cancelled, WorkflowSubStatus.Finished));
    }

    [Fact]
    public async Task A_fault_beside_it_cancels_it_and_a_retry_starts_it_afresh()
    {
        var broken = true;
        var scenario = new Scenario(
            new Flow().Fork("f", "A", "B").Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", Wait)).Task("t").Add("b", "Test.Break").Line("end")
                .Path("f.A", "c", "end").Path("f.B", "t", "b").Build(),
            new Does("Test.Break", _ => broken ? new ActivityResult.Faulted("broken", "broken") : new ActivityResult.Completed()));
        scenario.Publish(Child.Task("inner").Build("child"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        await scenario.AnswerAsync("t");
        await scenario.SettleAsync();
        scenario.Others.Single().SubStatus.ShouldBe(WorkflowSubStatus.Cancelled);

        broken = false;
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        await scenario.SettleAsync();
        await scenario.AnswerAsync(scenario.Others.Single(other => !other.IsFinished), "inner");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_preview_starts_nothing_and_stops_where_it_would_wait()
    {
        var scenario = Begin(Child.Line("inside"));

        var preview = await scenario.Runtime.PreviewAsync(Scenario.Command(), CancellationToken.None);

        preview.Steps.ShouldHaveSingleItem().ShouldSatisfyAllConditions(step => step.Waited.ShouldBeTrue(), step => step.NodeId.ShouldEndWith(":c"));
        preview.ReachedEnd.ShouldBeFalse();
    }

    private static Scenario Begin(Flow child)
    {
        var scenario = new Scenario(Parent.Build(), new Does("Test.Boom", _ => new ActivityResult.Faulted("boom", "boom")));
        scenario.Publish(child.Build("child"));

        return scenario;
    }
}
