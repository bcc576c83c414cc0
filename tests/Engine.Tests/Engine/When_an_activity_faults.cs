using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_an_activity_faults
{
    private sealed record Noted(string Text) : IEffect;

    private static readonly FactKey Ledger = new("Ledger", "1");

    [Fact]
    public async Task What_an_activity_did_before_it_faulted_does_not_happen()
    {
        var scenario = new Scenario(
            new Flow().Variable("X").Fork("f", "A", "B").Add("bad", "Test.Throws").Line("b", "'X=' + getX()").Path("f.A", "bad").Path("f.B", "b").Build(),
            new Does("Test.Throws", context =>
            {
                context.Emit(new Noted("never"));
                context.SetVariable("X", JsonValues.From(1));
                throw new InvalidOperationException("broken");
            }));

        await scenario.StartAsync();

        scenario.Effects.OfType<Noted>().ShouldBeEmpty();
        scenario.Lines.ShouldBe(["X=null"]);
        var incident = (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem();
        (incident.Code, incident.Message).ShouldBe(("exception", "InvalidOperationException: broken"));
        incident.FaultType.ShouldNotBeNull().ShouldMatch($"^System.InvalidOperationException in .*{nameof(When_an_activity_faults)}");
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_are_no_incident()
    {
        var scenario = new Scenario(new Flow().Add("r", "Test.Read").Build(), Reads);

        await Should.ThrowAsync<KeyNotFoundException>(() => scenario.StartAsync());
        scenario.Store.Commits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_ends_the_instance_and_withdraws_what_others_were_asked()
    {
        var scenario = new Scenario(
            new Flow().Fork("f", "A", "B").Task("t").Add("bad", "Test.Faults").Path("f.A", "t").Path("f.B", "bad").Build(),
            new Does("Test.Faults", _ => new ActivityResult.Faulted("no", "no")));

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        instance.Bookmarks.ShouldBeEmpty();
        instance.Executions.Select(execution => (execution.NodeId, execution.Status)).ShouldBe(
        [
            ("Workflow1", ActivityStatus.Running), ("Workflow1:flow", ActivityStatus.Running),
            ("Workflow1:flow:t", ActivityStatus.Pending), ("Workflow1:flow:bad", ActivityStatus.Faulted),
        ]);
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["t"]);
    }

    [Fact]
    public async Task One_that_faults_when_it_is_answered_withdraws_what_it_asked()
    {
        var asks = new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { })))
        {
            OnResume = (context, _) =>
            {
                context.Emit(new Noted("never"));
                return new ActivityResult.Faulted("no", "no");
            },
            OnCancel = context => context.Emit(new Noted("withdrawn")),
        };
        var scenario = new Scenario(new Flow().Add("a", "Test.Asks").Build(), asks);
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        scenario.Effects.ShouldBe([new Noted("withdrawn")]);
    }

    [Fact]
    public async Task With_incidents_allowed_the_others_go_on_but_the_flow_does_not_complete()
    {
        var scenario = new Scenario(
            new Flow().ContinueWithIncidents().Fork("f", "A", "B").Task("t").Line("a").Add("bad", "Test.Faults").Path("f.A", "t", "a").Path("f.B", "bad").Build(),
            new Does("Test.Faults", _ => new ActivityResult.Faulted("no", "no")));
        await scenario.StartAsync();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);

        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["a"]);
        var instance = await scenario.InstanceAsync();
        instance.SubStatus.ShouldBe(WorkflowSubStatus.Faulted, "Elsa would leave it suspended without a bookmark for ever");
        instance.Incidents.Select(incident => incident.Code).ShouldBe(["no", "nothing-left-to-wait-for"]);
    }

    [Theory]
    [InlineData("Test.Nothing", "waits-for-nothing", false)]
    [InlineData("Test.Nothing", "waits-for-nothing nothing-left-to-wait-for", true)]
    [InlineData("Acme.Unknown", "unknown-activity-type", false)]
    [InlineData("Acme.Unknown", "unknown-activity-type nothing-left-to-wait-for", true)]
    [InlineData("Test.Loop", "turn-limit", false)]
    [InlineData("Test.Loop", "turn-limit", true)]
    public async Task What_could_never_go_on_is_an_incident(string type, string codes, bool allowsIncidents)
    {
        var flow = new Flow().Add("x", type).Decision("d", "false").Path("x", "d").Path("d.False", "x");
        if (allowsIncidents) flow.ContinueWithIncidents();
        var scenario = new Scenario(
            flow.Build(),
            new Does("Test.Nothing", _ => new ActivityResult.Waiting()),
            new Does("Test.Loop", _ => new ActivityResult.Completed()));

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        instance.Incidents.Select(incident => incident.Code).ShouldBe(codes.Split(' '));
        (instance.SubStatus, instance.Bookmarks.Length).ShouldBe((WorkflowSubStatus.Faulted, 0), "under either strategy");
    }

    [Theory]
    [InlineData("while (true);", "exceeds the (time|statement) limit of")]
    [InlineData("var s = 'xxxxxxxxxxxxxxxx'; while (true) s += s", "exceeds the text limit of 65536 characters")]
    [InlineData("var a = [1, 1, 1, 1, 1, 1, 1, 1]; for (var i = 0; i < 12; i++) a = [a, a, a, a, a, a, a, a]; a", "exceeds the (memory|time) limit of")]
    public async Task A_script_that_never_ends_or_eats_memory_is_an_incident_and_others_do_not_notice(string script, string limit)
    {
        var hostile = new Scenario(new Flow().ContinueWithIncidents()
            .Fork("f", "A", "B").Line("bad", script).Line("never").Task("t").Line("end").Path("f.A", "bad", "never").Path("f.B", "t", "end").Build());
        var other = new Scenario(new Flow().Line("a", "'a'").Task("t").Line("b", "'b'").Path("a", "t", "b").Build());
        async Task GoOnAsync()
        {
            await other.StartAsync();
            await other.AnswerAsync("t");
        }

        await Task.WhenAll(Task.Run(() => hostile.StartAsync()), Task.Run(GoOnAsync));
        await hostile.AnswerAsync("t");

        var incident = (await hostile.InstanceAsync()).Incidents[0];
        (incident.Code, incident.NodeId).ShouldBe(("expression", "Workflow1:flow:bad"));
        incident.Message.ShouldMatch(limit);
        hostile.Lines.ShouldBe(["end"]);
        other.Lines.ShouldBe(["a", "b"]);
        (await other.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_fact_that_the_world_does_not_tell_is_no_incident()
    {
        var request = StartOf(new Flow().Add("r", "Test.Read"));

        await Should.ThrowAsync<InvalidOperationException>(async () => await Burst.RunAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task A_definition_that_cannot_be_read_is_no_incident()
    {
        var request = StartOf(new Flow().Child("c", "Elsa.ExecuteWorkflow", "child")) with { Graphs = new Silence() };

        await Should.ThrowAsync<IOException>(async () => await Burst.RunAsync(request, CancellationToken.None));
    }

    [Fact]
    public async Task What_it_wanted_of_its_workflow_and_of_others_is_forgotten()
    {
        var scenario = new Scenario(
            new Flow().ContinueWithIncidents().Fork("f", "A", "B").Add("bad", "Test.Demands").Line("b").Line("c").Path("f.A", "bad").Path("f.B", "b", "c").Build(),
            new Does("Test.Demands", context =>
            {
                ((ContainerContext)context).FinishWorkflow();
                ((ContainerContext)context).Leave(ContainerKind.Composite, ["Done"]);
                context.Post(new EngineCommand.Cancel(context.NewId(), Scenario.Id));
                return new ActivityResult.Faulted("no", "no");
            }));

        await scenario.StartAsync();

        scenario.Lines.ShouldBe(["b", "c"], "the flow goes on as if it had never asked");
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_instance_carries_is_there_to_be_asked_for()
    {
        string? seen = null;
        var scenario = new Scenario(new Flow().Add("x", "Test.Asks").Build(), new Does("Test.Asks", context =>
        {
            seen = context.Property<string>("caseId");
            return new ActivityResult.Completed();
        }));

        await scenario.Runtime.StartAsync(Scenario.Command() with { Properties = ImmutableDictionary<string, JsonElement>.Empty.Add("caseId", JsonValues.From("L-7")) }, CancellationToken.None);

        seen.ShouldBe("L-7");
    }

    [Fact]
    public async Task Asking_for_what_the_instance_does_not_carry_is_its_own_fault()
    {
        var scenario = new Scenario(new Flow().Add("x", "Test.Asks").Build(), new Does("Test.Asks", context => new ActivityResult.Completed(context.Property<string>("caseId"))));

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Message.ShouldBe("InvalidOperationException: The instance carries no property 'caseId'.");
    }

    private static Does Reads => new("Test.Read", async (context, ct) =>
    {
        await context.FactAsync<string>(Ledger, ct);
        return new ActivityResult.Completed();
    });

    private static BurstRequest StartOf(Flow flow)
    {
        var graph = WorkflowGraph.Compile(flow.Build(), new([.. StandardActivities.All, Reads]));
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var instance = new WorkflowInstance { Id = Scenario.Id, DefinitionId = "p", DefinitionVersionId = "p-v1", DefinitionVersion = 1, CreatedAt = now };

        return new(graph, instance, new BurstCause.Start(ImmutableDictionary<string, JsonElement>.Empty), new Silence(), now, new(now, 1));
    }

    /// <summary>A world that tells no facts, and whose definitions can't be reached.</summary>
    private sealed class Silence : IFactSource, IGraphSource
    {
        public Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct) => Task.FromResult<ImmutableArray<Fact>>([]);

        public ValueTask<WorkflowGraph?> FindVersionAsync(string definitionVersionId, CancellationToken ct) => throw new IOException("the database is away");

        public ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct) => throw new IOException("the database is away");
    }
}
