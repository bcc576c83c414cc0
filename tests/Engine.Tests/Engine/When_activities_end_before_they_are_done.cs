using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_activities_end_before_they_are_done
{
    [Fact]
    public async Task Cancelling_an_instance_is_written_down_from_the_inside_out()
    {
        var scenario = new Scenario(new Flow().Task("t").Build());
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);

        scenario.Journal.ShouldEndWith("| t:Canceled flow:Canceled Workflow1:Canceled |");
    }

    [Fact]
    public async Task What_waits_when_the_instance_faults_is_written_down_as_cancelled()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Add("bad", "Test.Faults").Path("f.A", "t").Path("f.B", "bad").Build(), Faults);

        await scenario.StartAsync();

        scenario.Journal.ShouldEndWith("t:Suspended bad:Started bad:Faulted t:Canceled |");
    }

    [Fact]
    public async Task Who_waits_for_nothing_does_not_wait()
    {
        var scenario = new Scenario(new Flow().Add("x", "Test.Nothing").Build(), new Does("Test.Nothing", _ => new ActivityResult.Waiting()));

        await scenario.StartAsync();

        scenario.Journal.ShouldEndWith("x:Started x:Faulted |");
    }

    [Fact]
    public async Task One_that_cannot_be_withdrawn_ends_all_the_same_and_leaves_an_incident()
    {
        var scenario = new Scenario(
            new Flow().Fork("f", "A", "B").Add("a", "Test.Clings").Task("t").Add("end", "Elsa.End").Path("f.A", "a").Path("f.B", "t", "end").Build(), Clings);
        await scenario.StartAsync();

        await scenario.AnswerAsync("t");

        var instance = await scenario.InstanceAsync();
        (instance.SubStatus, instance.Bookmarks.Length).ShouldBe((WorkflowSubStatus.Finished, 0));
        var incident = instance.Incidents.ShouldHaveSingleItem();
        (incident.NodeId, incident.Code, incident.Message, incident.At).ShouldBe(("Workflow1:flow:a", "cancel-failed", "stuck", scenario.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_container_that_faults_withdraws_what_is_open_inside_it()
    {
        var scenario = new Scenario(new Flow().ContinueWithIncidents()
            .Fork("f", "A", "B").Task("t").Decision("d", "true").Line("x").Decision("again", "false")
            .Path("f.A", "t").Path("f.B", "d").Path("d.False", "x", "again").Path("d.True", "again").Path("again.False", "x").Build());

        await scenario.StartAsync();

        var instance = await scenario.InstanceAsync();
        instance.Incidents.Select(incident => incident.Code).ShouldBe(["illegal-loop", "nothing-left-to-wait-for"]);
        scenario.Effects.OfType<TaskWithdrawn>().Select(task => task.Name).ShouldBe(["t"]);
        scenario.Journal.ShouldContain("t:Canceled flow:Faulted");
    }

    [Fact]
    public async Task One_that_faults_over_an_answer_waits_for_no_other_one()
    {
        var asks = new Does("Test.AsksTwo", context => new ActivityResult.Waiting(context.Bookmark(new { Of = "a" }), context.Bookmark(new { Of = "b" })))
        {
            OnResume = (_, _) => new ActivityResult.Faulted("no", "no"),
        };
        var scenario = new Scenario(new Flow().ContinueWithIncidents().Fork("f", "A", "B").Add("a", "Test.AsksTwo").Task("t").Path("f.A", "a").Path("f.B", "t").Build(), asks);
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        (await scenario.WaitingAsync()).ShouldBe(["t"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
    }

    [Fact]
    public async Task An_activity_may_give_up_some_of_what_it_waits_for()
    {
        var asks = new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { }, "first"), context.Bookmark(new { }, "second"), context.Bookmark(new { }, "third")))
        {
            OnResume = (context, _) =>
            {
                context.Burn("second");
                return new ActivityResult.Waiting();
            },
        };
        var scenario = new Scenario(new Flow().Add("a", "Test.Asks").Build(), asks);
        await scenario.StartAsync();

        await scenario.AnswerAsync("a");

        (await scenario.InstanceAsync()).Bookmarks.Select(bookmark => bookmark.Name).ShouldBe(["third"]);
    }

    [Fact]
    public async Task A_container_that_waited_itself_tidies_up_when_it_faults_later_in_the_same_burst()
    {
        var container = new Escalates();
        var scenario = new Scenario(Nodes.Define(Nodes.Activity("e", "Test.Escalates", ("activities", Nodes.List(Nodes.Line("a"), Nodes.Line("b"))))), container);

        await scenario.StartAsync();

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("no");
        scenario.Lines.ShouldBe(["a", "b", "withdrawn"]);
    }

    [Fact]
    public async Task Being_stopped_from_outside_is_nobodys_fault()
    {
        var scenario = new Scenario(new Flow().Add("x", "Test.Stopped").Build(), new Does("Test.Stopped", _ => throw new OperationCanceledException()));

        await Should.ThrowAsync<OperationCanceledException>(() => scenario.StartAsync());

        scenario.Store.Commits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, WorkflowSubStatus.Finished, "the workflow, the flow, the line")]
    [InlineData(2, WorkflowSubStatus.Faulted, "one too few")]
    public async Task A_burst_may_take_as_many_turns_as_its_limit(int limit, WorkflowSubStatus expected, string reason)
    {
        var ran = (await RunAsync(WorkflowSubStatus.Pending, limit)).ShouldBeOfType<BurstResult.Ran>();

        ran.Commit.Instance.SubStatus.ShouldBe(expected, reason);
    }

    [Fact]
    public async Task An_instance_that_is_being_run_is_not_run_by_another_one() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(WorkflowSubStatus.Executing, 10))).Message.ShouldContain("Executing");

    private static async Task<BurstResult> RunAsync(WorkflowSubStatus status, int limit)
    {
        var graph = WorkflowGraph.Compile(new Flow().Line("a").Build(), new(StandardActivities.All));
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var instance = new WorkflowInstance { Id = Scenario.Id, DefinitionId = "p", DefinitionVersionId = "p-v1", DefinitionVersion = 1, CreatedAt = now, SubStatus = status };

        return await Burst.RunAsync(
            new(graph, instance, new BurstCause.Start(ImmutableDictionary<string, JsonElement>.Empty), new InMemoryFacts(), now, new(now, 1)) { TurnLimit = limit }, CancellationToken.None);
    }

    private static Does Faults => new("Test.Faults", _ => new ActivityResult.Faulted("no", "no"));

    private static Does Clings => new("Test.Clings", context => new ActivityResult.Waiting(context.Bookmark(new { })))
    {
        OnCancel = _ => throw new InvalidOperationException("stuck"),
    };
}
