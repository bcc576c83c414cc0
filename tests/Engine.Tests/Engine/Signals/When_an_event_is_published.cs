using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_an_event_is_published
{
    private static readonly WorkflowInstanceId Second = new(new("01900000-0000-7000-8000-000000000002"));

    private static Flow Waiting => new Flow().Event("e", "Go").Line("end", "'got ' + toJson(getE())").Path("e", "end");

    [Fact]
    public async Task Everything_that_waits_for_its_name_goes_on_with_its_payload()
    {
        var scenario = new Scenario(Waiting.Build());
        await scenario.StartAsync();
        await StartSecondAsync(scenario);

        await scenario.PublishEventAsync("Go", new { n = 1 });
        scenario.Lines.ShouldBeEmpty("it is delivered by the pump");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["""got {"n":1}""", """got {"n":1}"""]);
        scenario.Store.Instances.ShouldAllBe(instance => instance.SubStatus == WorkflowSubStatus.Finished);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("go", null, 0, "names are compared as they are written")]
    [InlineData("Go", "case-2", 1, "only instances with the correlation id")]
    [InlineData("Go", "case-3", 0, "nobody has that correlation id")]
    [InlineData("Go", null, 2, "without one, everybody")]
    public async Task It_reaches_only_those_whom_it_is_for(string name, string? correlationId, int reached, string reason)
    {
        var scenario = new Scenario(Waiting.Build());
        await scenario.StartAsync();
        await StartSecondAsync(scenario);

        await scenario.PublishEventAsync(name, correlationId: correlationId);
        await scenario.SettleAsync();

        scenario.Lines.Count().ShouldBe(reached, reason);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_can_be_meant_for_one_instance_alone()
    {
        var scenario = new Scenario(Waiting.Build());
        scenario.Publish(new Flow().Event("e", "Go", canStart: true).Build("started"));
        await scenario.StartAsync();
        await StartSecondAsync(scenario);

        await scenario.Sender.SignalAsync(SignalWorkflows.Event("Go", JsonValues.Null) with { InstanceId = Second }, CancellationToken.None);
        await scenario.SettleAsync();

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
        scenario.Others.ShouldHaveSingleItem().SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(true, 1, "local: this instance alone")]
    [InlineData(false, 2, "otherwise everybody")]
    public async Task An_activity_publishes_to_its_own_instance_or_to_all(bool isLocal, int reached, string reason)
    {
        var scenario = new Scenario(new Flow()
            .Fork("f", "A", "B").Event("e", "Go").Line("end").Task("t")
            .Add("p", "Elsa.PublishEvent", ("eventName", Flow.Input("Literal", "Go")), ("isLocalEvent", Flow.Input("Literal", isLocal ? "True" : "False")))
            .Path("f.A", "e", "end").Path("f.B", "t", "p").Build());
        await scenario.StartAsync();
        await StartSecondAsync(scenario);

        await scenario.AnswerAsync("t");
        scenario.Lines.ShouldBeEmpty("delivered after the burst");
        await scenario.SettleAsync();

        scenario.Lines.Count().ShouldBe(reached, reason);
    }

    [Fact]
    public async Task What_is_published_without_a_payload_brings_an_empty_object()
    {
        var scenario = new Scenario(Waiting.Build());
        scenario.Publish(new Flow().Add("p", "Elsa.PublishEvent", ("eventName", Flow.Input("Literal", "Go")), ("correlationId", Flow.Input("Literal", " "))).Build("sender"));
        await scenario.StartAsync();

        await scenario.Runtime.StartAsync(Scenario.Command() with { Id = Second, DefinitionId = "sender" }, CancellationToken.None);
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["got {}"]);
    }

    [Fact]
    public async Task One_without_a_name_is_an_incident()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Event("e", "").Add("p", "Elsa.PublishEvent").Path("f.A", "e").Path("f.B", "p").Build());

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.Select(incident => incident.Code).ShouldBe(["expression", "event-without-name"]);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_nobody_waits_for_yet_is_not_kept()
    {
        var scenario = new Scenario(new Flow().Task("t").Event("e", "Go").Path("t", "e").Build());
        await scenario.StartAsync();
        await scenario.PublishEventAsync("Go");
        await scenario.SettleAsync();

        await scenario.AnswerAsync("t");
        await scenario.SettleAsync();

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_burst_that_is_refused_publishes_nothing()
    {
        var scenario = new Scenario(new Flow().Add("p", "Elsa.PublishEvent", ("eventName", Flow.Input("Literal", "Go"))).Build());
        scenario.Store.Applier = _ => new(RejectionKind.Invalid, "no");

        await scenario.StartAsync();

        scenario.Store.Commands.ShouldBeEmpty();
    }

    private static Task<BurstOutcome> StartSecondAsync(Scenario scenario) =>
        scenario.Runtime.StartAsync(Scenario.Command() with { Id = Second, CorrelationId = "case-2" }, CancellationToken.None);
}
