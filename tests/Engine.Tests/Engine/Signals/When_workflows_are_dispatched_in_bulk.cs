using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_workflows_are_dispatched_in_bulk
{
    private static Flow Child => new Flow().WorkflowInput("Item").WorkflowInput("who").WorkflowInput("ParentInstanceId");

    [Fact]
    public async Task One_is_started_for_every_item_and_all_are_waited_for()
    {
        var scenario = Begin("""["a","b","c"]""", Child.Line("l", "getItem() + ' ' + getWho() + ' ' + (getParentInstanceId() != null)"),
            ("input", Flow.Input("Object", """{"who":"ann"}""")), ("correlationIdFunction", Flow.Input("JavaScript", "'K-' + getItem()")));
        await scenario.StartAsync();
        (await scenario.InstanceAsync()).Bookmarks.ShouldHaveSingleItem().Payload.GetRawText().ShouldBe($$"""{"ParentInstanceId":"{{Scenario.Id}}","ScheduledInstanceIdsCount":3}""");

        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["a ann true", "b ann true", "c ann true", "completed", "done"]);
        scenario.Others.Select(other => other.CorrelationId).ShouldBe(["K-a", "K-b", "K-c"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Members_of_an_item_become_inputs_of_their_own()
    {
        var scenario = Begin("""[{"who":"ann"},{"who":"bob"}]""", Child.Line("l", "getWho() + ' ' + getItem()"), ("input", Flow.Input("Object", """{"who":"nobody"}""")));

        await scenario.StartAsync();
        await scenario.SettleAsync();

        scenario.Lines.Take(2).ShouldBe(["ann null", "bob null"]);
    }

    [Fact]
    public async Task It_is_over_when_the_last_of_them_has_ended_in_whatever_order_and_however()
    {
        var scenario = Begin("""["a","b","c"]""", Child.Task("t").Decision("d", "getT() == 'bad'").Add("boom", "Test.Boom").Path("t", "d").Path("d.True", "boom"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        var children = scenario.Others;

        await scenario.AnswerAsync(children[2], "t");
        await scenario.SettleAsync();
        await scenario.AnswerAsync(children[0], "t", "bad");
        await scenario.SettleAsync();
        scenario.Lines.ShouldBeEmpty();
        await scenario.Runtime.CancelAsync(new(children[1].Id, []), CancellationToken.None);
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["completed", "done"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Its_bodies_run_for_each_one_that_ended_and_are_waited_for_too()
    {
        var scenario = Begin(
            """["a","b"]""", Child.Task("t").Decision("d", "getT() == 'bad'").Add("boom", "Test.Boom").Path("t", "d").Path("d.True", "boom"),
            ("childCompleted", Activity("good", "Elsa.RunTask")),
            ("childFaulted", Activity("bad", "Elsa.WriteLine", ("text", Flow.Input("JavaScript", "'faulted ' + getChildInstanceId()")))));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        var children = scenario.Others;

        await scenario.AnswerAsync(children[0], "t", "good");
        await scenario.SettleAsync();
        await scenario.AnswerAsync(children[1], "t", "bad");
        await scenario.SettleAsync();
        scenario.Lines.ShouldBe([$"faulted {children[1].Id}"], "the other body is still open");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
        await scenario.AnswerAsync("good");

        scenario.Lines.Skip(1).ShouldBe(["completed", "done"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData("[]", "True", "nothing to wait for")]
    [InlineData("""["a"]""", "False", "nobody waits")]
    public async Task It_is_only_done_where_it_does_not_wait(string items, string waits, string reason)
    {
        var scenario = Begin(items, Child.Task("t"), ("waitForCompletion", Flow.Input("Literal", waits)));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["done"], reason);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_the_parent_cancels_those_that_have_not_ended()
    {
        var scenario = Begin("""["a","b"]""", Child.Task("t"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        await scenario.AnswerAsync(scenario.Others[0], "t");
        await scenario.SettleAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);
        scenario.Store.Commands.OfType<EngineCommand.Cancel>().Select(cancel => cancel.InstanceId).ShouldBe([scenario.Others[1].Id]);
        await scenario.SettleAsync();

        scenario.Others.Select(other => other.SubStatus).ShouldBe([WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled]);
    }

    [Theory]
    [InlineData(false, WorkflowSubStatus.Faulted)]
    [InlineData(true, WorkflowSubStatus.Finished)]
    public async Task One_that_may_not_start_is_an_incident_unless_a_body_takes_care_of_it(bool hasBody, WorkflowSubStatus expected)
    {
        var child = Child.Option("activationStrategyType", "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime").Task("t");
        var scenario = hasBody ? Begin("""["a","b"]""", child, ("childFaulted", Activity("bad", "Elsa.WriteLine", ("text", Flow.Input("Literal", "not started"))))) : Begin("""["a","b"]""", child);
        await scenario.StartAsync();
        await scenario.SettleAsync();
        if (hasBody) await scenario.AnswerAsync(scenario.Others.Single(), "t");
        await scenario.SettleAsync();

        (await scenario.StatusAsync()).ShouldBe(expected);
        scenario.Others.Single().SubStatus.ShouldBe(hasBody ? WorkflowSubStatus.Finished : WorkflowSubStatus.Cancelled);
        scenario.Lines.Contains("not started").ShouldBe(hasBody);
    }

    [Fact]
    public async Task A_fault_beside_it_ends_it_whole_and_a_retry_starts_all_afresh()
    {
        var broken = true;
        var scenario = new Scenario(
            Parent("""["a","b"]""", ("childCompleted", Activity("body", "Elsa.RunTask"))).Task("t").Add("b", "Test.Break").Path("f.B", "t", "b").Build(),
            new Does("Test.Break", _ => broken ? new ActivityResult.Faulted("broken", "broken") : new ActivityResult.Completed()));
        scenario.Publish(Child.Task("inner").Build("child"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        await scenario.AnswerAsync(scenario.Others[0], "inner");
        await scenario.SettleAsync();
        await scenario.AnswerAsync("t");
        await scenario.SettleAsync();
        (await scenario.InstanceAsync()).Bookmarks.ShouldBeEmpty();

        broken = false;
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        await scenario.SettleAsync();
        foreach (var child in scenario.Others.Where(other => !other.IsFinished)) await scenario.AnswerAsync(child, "inner");
        await scenario.SettleAsync();
        await scenario.AnswerAsync("body");
        await scenario.AnswerAsync("body");

        scenario.Others.Length.ShouldBe(4);
        scenario.Lines.ShouldBe(["completed", "done"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_fault_of_its_body_while_others_have_not_ended_ends_it_whole_and_a_retry_starts_all_afresh()
    {
        var broken = true;
        var scenario = new Scenario(
            Parent("""["a","b"]""", ("childCompleted", Activity("body", "Test.Break"))).Build(),
            new Does("Test.Break", _ => broken ? new ActivityResult.Faulted("broken", "broken") : new ActivityResult.Completed()));
        scenario.Publish(Child.Task("inner").Build("child"));
        await scenario.StartAsync();
        await scenario.SettleAsync();
        await scenario.AnswerAsync(scenario.Others[0], "inner");
        await scenario.SettleAsync();
        scenario.Others.Select(other => other.SubStatus).ShouldBe([WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled]);
        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        incident.NodeId.ShouldBe("Workflow1:flow:c:body");

        broken = false;
        (await scenario.Runtime.RetryAsync(new(Scenario.Id, [incident.ActivityExecutionId], []), CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.SettleAsync();
        foreach (var child in scenario.Others.Where(other => !other.IsFinished)) await scenario.AnswerAsync(child, "inner");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["completed", "done"]);
        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        instance.Incidents.ShouldAllBe(incident => incident.SettledAt != null);
    }

    private static Flow Parent(string items, params (string Name, JsonNode? Value)[] members) => new Flow()
        .Fork("f", "A", "B")
        .Child("c", "Elsa.BulkDispatchWorkflows", "child", [("items", Flow.Input("Object", items)), .. members])
        .Line("completed").Line("done").Path("f.A", "c.Completed", "completed").Path("c.Done", "done");

    private static Scenario Begin(string items, Flow child, params (string Name, JsonNode? Value)[] members)
    {
        var scenario = new Scenario(Parent(items, members).Build(), new Does("Test.Boom", _ => new ActivityResult.Faulted("boom", "boom")));
        scenario.Publish(child.Build("child"));

        return scenario;
    }

    private static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members) activity[name] = value;

        return activity;
    }
}
