using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_an_event_starts_instances
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_flow_starts_at_the_event_which_is_over_at_once_with_the_payload()
    {
        var scenario = new Scenario(new Flow().Line("usual").Event("e", "Go", canStart: true).Line("end", "toJson(getE())").Path("usual", "e", "end").Build());

        await scenario.PublishEventAsync("Go", new { n = 1 }, "K1");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["""{"n":1}"""]);
        var started = scenario.Store.Instances.ShouldHaveSingleItem();
        (started.CorrelationId, started.SubStatus, started.DefinitionVersionId).ShouldBe(("K1", WorkflowSubStatus.Finished, "p-v1"));
    }

    [Fact]
    public async Task Started_in_another_way_it_waits()
    {
        var scenario = new Scenario(new Flow().Event("e", "Go", canStart: true).Line("end").Path("e", "end").Build());

        await scenario.StartAsync();

        scenario.Lines.ShouldBeEmpty();
        (await scenario.InstanceAsync()).Bookmarks.Single().Name.ShouldBe("Elsa.Event");
    }

    [Fact]
    public async Task Only_the_first_run_of_the_trigger_is_over_at_once()
    {
        var scenario = new Scenario(new Flow().Event("e", "Go", canStart: true).Line("l").Path("e", "l", "e").Build());

        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["l"]);
        scenario.Store.Instances.Single().Bookmarks.ShouldHaveSingleItem();
        scenario.Store.Commands.ShouldBeEmpty("what it started is not woken by the same event");
    }

    [Fact]
    public async Task Instances_are_started_before_waiting_ones_are_woken()
    {
        var scenario = new Scenario(new Flow().Event("e", "Go").Line("woken").Path("e", "woken").Build());
        scenario.Publish(new Flow().Event("e", "Go", canStart: true).Line("started").Path("e", "started").Build("q"));
        await scenario.StartAsync();

        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["started", "woken"]);
    }

    [Fact]
    public async Task A_later_version_takes_the_place_of_the_earlier_one()
    {
        var scenario = new Scenario(new Flow().Event("e", "Go", canStart: true).Build());
        scenario.Publish(new Flow().Event("e", "Stop", canStart: true).Build(version: 2));

        await scenario.PublishEventAsync("Go");
        await scenario.PublishEventAsync("Stop");
        await scenario.SettleAsync();

        scenario.Store.Instances.ShouldHaveSingleItem().DefinitionVersion.ShouldBe(2);
    }

    [Fact]
    public async Task A_trigger_inside_an_inner_flow_is_reached_through_it()
    {
        var inner = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["id"] = "first", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["text"] = Flow.Input("Literal", "first") },
            new System.Text.Json.Nodes.JsonObject
            {
                ["id"] = "e", ["type"] = "Elsa.Event", ["version"] = 1, ["eventName"] = Flow.Input("Literal", "Go"), ["canStartWorkflow"] = true,
            });
        var scenario = new Scenario(new Flow().Line("outer").Add("in", "Elsa.Flowchart", ("activities", inner)).Line("end").Path("outer", "in", "end").Build());
        scenario.Store.Triggers.Single().NodeId.ShouldBe("Workflow1:flow:in:e");

        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_flow_that_the_way_to_the_trigger_leads_through_runs_as_usual()
    {
        var trigger = Nodes.Activity("e", "Elsa.Event", ("eventName", Flow.Input("Literal", "Go")), ("canStartWorkflow", true));
        var scenario = new Scenario(Nodes.Define(Nodes.Sequence("s", new Flow().Line("before").AsActivity("in"), trigger, Nodes.Line("end"))));

        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["before", "end"]);
    }

    [Fact]
    public void A_version_always_gives_the_same_triggers()
    {
        var catalog = new ActivityCatalog(StandardActivities.All);
        WorkflowGraph Compile(int version) => WorkflowGraph.Compile(
            new Flow().Event("e", "Go", canStart: true).Trigger("t", "Elsa.Timer", ("interval", Flow.Input("Literal", "1:00:00"))).Event("waits", "Go").Trigger("l", "Elsa.WriteLine").Build(version: version), catalog);

        var triggers = TriggerIndex.Of(Compile(1), At);

        triggers.Select(trigger => (trigger.DefinitionId, trigger.DefinitionVersionId, trigger.NodeId, trigger.Name, trigger.Payload.GetRawText(), trigger.DueAt)).ShouldBe(
        [
            ("p", "p-v1", "Workflow1:flow:e", "Elsa.Event", """{"EventName":"Go"}""", null),
            ("p", "p-v1", "Workflow1:flow:t", "Elsa.Timer", """{"Interval":"01:00:00"}""", At.AddHours(1)),
        ]);
        triggers.ShouldAllBe(trigger => trigger.Id.Version == 8 && trigger.Id.Variant >= 8 && trigger.Id.Variant < 12);
        triggers[0].Hash.ShouldBe(BookmarkHash.Compute("Elsa.Event", triggers[0].Payload));
        TriggerIndex.Of(Compile(1), At.AddDays(1)).Select(trigger => trigger.Id).ShouldBe(triggers.Select(trigger => trigger.Id));
        triggers.Select(trigger => trigger.Id).Concat(TriggerIndex.Of(Compile(2), At).Select(trigger => trigger.Id)).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("Literal", "Go", "Go", "a text")]
    [InlineData("JavaScript", "'G' + getName()", "Go", "a script may use defaults of variables")]
    [InlineData("JavaScript", "nobody.knows", null, "one without a value is no trigger")]
    [InlineData("Literal", "", null, "nor is one without a name")]
    public void Its_name_is_found_without_an_instance(string type, string value, string? expected, string reason)
    {
        var definition = new Flow().Variable("name", "String", "o").Trigger("e", "Elsa.Event", ("eventName", Flow.Input(type, value))).Build();

        var triggers = TriggerIndex.Of(WorkflowGraph.Compile(definition, new(StandardActivities.All)), At);

        triggers.Select(trigger => trigger.Payload.GetProperty("EventName").GetString()).SingleOrDefault().ShouldBe(expected, reason);
    }

    [Fact]
    public async Task One_that_may_not_start_is_left_out_and_the_others_start()
    {
        var scenario = new Scenario(new Flow().Event("e", "Go", canStart: true).Task("t").Path("e", "t").Option("activationStrategyType", "Singleton").Build());
        scenario.Publish(new Flow().Event("e", "Go", canStart: true).Line("other").Path("e", "other").Build("q"));

        await scenario.PublishEventAsync("Go");
        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        scenario.Store.Instances.Count(instance => instance.DefinitionId == "p").ShouldBe(1);
        scenario.Lines.ShouldBe(["other", "other"]);
        scenario.Store.Commands.ShouldBeEmpty();
        scenario.Failures.ShouldBeEmpty("that is nobody's failure");
    }
}
