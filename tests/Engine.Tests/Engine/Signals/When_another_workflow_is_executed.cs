using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_another_workflow_is_executed
{
    private static System.Text.Json.Nodes.JsonObject Wait => Flow.Input("Literal", "True");

    private static Flow Parent => new Flow()
        .Child("c", "Elsa.ExecuteWorkflow", "child", ("waitForCompletion", Wait), ("input", Flow.Input("Object", """{"who":"ann"}""")), ("correlationId", Flow.Input("Literal", "K1")))
        .Line("end", "toJson(getC())").Path("c", "end");

    private static Flow Child => new Flow().WorkflowOutput("greeting").WorkflowInput("who").WorkflowInput("ParentInstanceId");

    [Fact]
    public async Task One_that_ends_at_once_is_part_of_the_same_commit_and_its_whole_state_is_the_result()
    {
        var scenario = Begin(Child.Line("inside", "getWho() + ' ' + getParentInstanceId()").Output("o", "greeting", "'hello ' + getWho()").Path("inside", "o"));

        await scenario.StartAsync();

        var child = scenario.Others.ShouldHaveSingleItem();
        scenario.Lines.ShouldBe([$"ann {Scenario.Id}", $$$"""{"WorkflowInstanceId":"{{{child.Id}}}","Status":"Finished","SubStatus":"Finished","Output":{"greeting":"hello ann"}}"""]);
        scenario.Store.Commits.Last().Children.ShouldHaveSingleItem().Instance.Id.ShouldBe(child.Id);
        (child.CorrelationId, child.Parent, child.Version).ShouldBe(("K1", null, 1));
        scenario.Store.Commands.ShouldBeEmpty("nobody has to be told");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task One_that_waits_is_waited_for_and_what_it_put_out_is_the_result()
    {
        var scenario = Begin(Child.Task("t").Output("o", "greeting", "'hello'").Path("t", "o"));
        await scenario.StartAsync();
        var child = scenario.Others.ShouldHaveSingleItem();
        child.Parent.ShouldBe(new ParentLink(Scenario.Id, (await scenario.InstanceAsync()).Bookmarks.Single().Id));

        scenario.Restart();
        await scenario.AnswerAsync(child, "t");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended, "it is told in a burst of its own");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["""{"greeting":"hello"}"""]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task One_that_nobody_waits_for_goes_on_alone()
    {
        var scenario = new Scenario(new Flow().Child("c", "Elsa.ExecuteWorkflow", "child").Line("end", "getC().Status + ' ' + getC().SubStatus").Path("c", "end").Build());
        scenario.Publish(Child.Task("t").Line("after").Path("t", "after").Build("child"));
        await scenario.StartAsync();
        scenario.Lines.ShouldBe(["Running Suspended"]);
        var child = scenario.Others.ShouldHaveSingleItem();
        child.Parent.ShouldBeNull();

        await scenario.AnswerAsync(child, "t");
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["Running Suspended", "after"]);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_faults_at_once_or_later_lets_its_parent_go_on()
    {
        var boom = new Does("Test.Boom", _ => new ActivityResult.Faulted("boom", "boom"));
        var atOnce = Begin(Child.Add("b", "Test.Boom"), boom);
        await atOnce.StartAsync();
        var later = Begin(Child.Task("t").Add("b", "Test.Boom").Path("t", "b"), boom);
        await later.StartAsync();
        await later.AnswerAsync(later.Others.Single(), "t");
        await later.SettleAsync();

        atOnce.Lines.ShouldHaveSingleItem().ShouldContain("\"SubStatus\":\"Faulted\"");
        later.Lines.ShouldBe(["{}"]);
        foreach (var scenario in (Scenario[])[atOnce, later])
        {
            scenario.Others.Single().SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
            (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        }
    }

    [Fact]
    public async Task One_that_is_cancelled_lets_its_parent_go_on()
    {
        var scenario = Begin(Child.Task("t"));
        await scenario.StartAsync();

        await scenario.Runtime.CancelAsync(new(scenario.Others.Single().Id, []), CancellationToken.None);
        await scenario.SettleAsync();

        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_the_parent_cancels_it_and_what_it_executes_itself()
    {
        var scenario = Begin(Child.Child("g", "Elsa.ExecuteWorkflow", "grandchild", ("waitForCompletion", Wait)).Task("t").Path("g", "t")).And(new Flow().Task("inner").Build("grandchild"));
        await scenario.StartAsync();
        scenario.Others.Length.ShouldBe(2);

        await scenario.Runtime.CancelAsync(new(Scenario.Id, []), CancellationToken.None);
        await scenario.SettleAsync();

        scenario.Store.Instances.Select(instance => instance.SubStatus).ShouldBe([WorkflowSubStatus.Cancelled, WorkflowSubStatus.Cancelled, WorkflowSubStatus.Cancelled]);
        scenario.Effects.OfType<TaskWithdrawn>().ShouldHaveSingleItem().Name.ShouldBe("inner");
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_inside_it_is_the_refusal_of_the_whole_burst()
    {
        var scenario = Begin(Child.Add("r", "Test.Refuse"), new Does("Test.Refuse", context => context.Refuse(new(RejectionKind.Invalid, "too-late"))));

        (await scenario.StartAsync()).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("too-late");

        scenario.Store.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conflict_of_the_whole_leaves_no_child_behind()
    {
        var scenario = Begin(Child.Task("t"));
        var commits = 0;
        scenario.Store.BeforeCommit = async commit =>
        {
            if (commits++ == 0) await scenario.Store.CommitAsync(commit with { Children = [], Instance = commit.Instance with { Version = 1, Bookmarks = [] } }, CancellationToken.None);
        };

        (await scenario.StartAsync()).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("instance-exists");

        scenario.Others.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nobody", "definition-not-found")]
    [InlineData("p", "depth-limit")]
    public async Task One_that_is_not_there_or_starts_itself_for_ever_is_an_incident(string definitionId, string code)
    {
        var scenario = new Scenario(new Flow().Child("c", "Elsa.ExecuteWorkflow", definitionId).Build());

        await scenario.StartAsync();

        var faulted = scenario.Store.Instances.Where(instance => instance.SubStatus is WorkflowSubStatus.Faulted).ShouldHaveSingleItem();
        faulted.Incidents.ShouldHaveSingleItem().Code.ShouldBe(code);
        scenario.Store.Instances.Length.ShouldBe(code == "depth-limit" ? Burst.DepthLimit : 1);
    }

    [Fact]
    public async Task Turns_inside_it_count_for_the_whole_burst()
    {
        var scenario = Begin(Child.Line("a").Line("b").Path("a", "b").Path("b", "a"));

        await scenario.StartAsync();

        scenario.Others.Single().Incidents.Single().Code.ShouldBe("turn-limit");
        (await scenario.InstanceAsync()).Incidents.Single().Code.ShouldBe("turn-limit", "nothing is left for what comes after it");
    }

    [Fact]
    public async Task Nothing_of_it_is_kept_where_the_turn_that_started_it_fails()
    {
        var scenario = new Scenario(
            new Flow().Add("x", "Test.StartAndFail").Build(),
            new Does("Test.StartAndFail", async (context, ct) =>
            {
                await ((ContainerContext)context).RunChildAsync(new(new(context.NewId()), "child", System.Collections.Immutable.ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, null, null), ct);
                return new ActivityResult.Faulted("after", "after");
            }));
        scenario.Publish(Child.Task("t").Build("child"));

        await scenario.StartAsync();

        scenario.Others.ShouldBeEmpty();
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_inside_it_are_nobodys_incident()
    {
        var scenario = Begin(Child.Add("r", "Test.Read"), new Does("Test.Read", async (context, ct) =>
        {
            await context.FactAsync<string>(new("Nobody", "knows"), ct);
            return new ActivityResult.Completed();
        }));

        await Should.ThrowAsync<KeyNotFoundException>(() => scenario.StartAsync());

        scenario.Store.Instances.ShouldBeEmpty();
    }

    private static Scenario Begin(Flow child, params IActivity[] more)
    {
        var scenario = new Scenario(Parent.Build(), [.. more]);
        scenario.Publish(child.Build("child"));

        return scenario;
    }
}
