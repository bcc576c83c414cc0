using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;
using static StaffFlows.Engine.Tests.Engine.Support.Nodes;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_an_instance_goes_to_another_version
{
    private sealed record Noted(string Text) : IEffect;

    [Fact]
    public async Task A_renamed_step_waits_on_under_its_new_name_and_nothing_finished_runs_again()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Line("end").Path("a", "t", "end").Build())
            .And(new Flow().Line("a").Task("renamed").Line("end").Path("a", "renamed", "end").Build(version: 2));
        await scenario.StartOldAsync();
        var before = await scenario.InstanceAsync();

        await scenario.MovedAsync(("Workflow1:flow:t", "Workflow1:flow:renamed"));

        var after = await scenario.InstanceAsync();
        (after.DefinitionVersionId, after.DefinitionVersion, after.SubStatus, after.Version).ShouldBe(("p-v2", 2, WorkflowSubStatus.Suspended, before.Version + 1));
        var bookmark = after.Bookmarks.ShouldHaveSingleItem();
        bookmark.ToString().ShouldBe((before.Bookmarks.Single() with { NodeId = "Workflow1:flow:renamed" }).ToString(), "same id, same hash: whoever was asked can still answer");
        var commit = scenario.Store.Commits.Last();
        (commit.Created.Single().NodeId, commit.Created.Single().Id, commit.Burned.Single().Id).ShouldBe((bookmark.NodeId, bookmark.Id, bookmark.Id), "its row is written anew");
        commit.Journal.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            entry => entry.Event.ShouldBe("Migrated"), entry => entry.Outcomes.ShouldBe(["p-v1", "p-v2"]), entry => entry.Sequence.ShouldBe(before.JournalSequence + 1));
        after.JournalSequence.ShouldBe(before.JournalSequence + 1);

        scenario.Restart();
        await scenario.ResumeAsync(bookmark.Id, "yes");
        scenario.Started().ShouldBe("a t end", "the task was started once, under its old name");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
        scenario.Effects.OfType<TaskRequested>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_new_step_before_the_active_one_never_runs_and_one_behind_it_does()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Line("end").Path("a", "t", "end").Build())
            .And(new Flow().Line("new1").Line("a").Line("new2").Task("t").Line("new3").Line("end").Path("new1", "a", "new2", "t", "new3", "end").Build(version: 2));
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Started().ShouldBe("a t new3 end");
    }

    [Fact]
    public async Task A_sequence_goes_on_behind_the_active_step_wherever_that_stands_now()
    {
        var scenario = new Scenario(Define(Sequence("s", Line("a"), Task("t"), Line("b"))))
            .And(Define(Sequence("s", Line("n"), Line("b"), Line("a"), Task("t"), Line("c"))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Started().ShouldBe("s a t c");
    }

    [Fact]
    public async Task What_is_finished_or_still_to_come_may_move_into_another_container()
    {
        var scenario = new Scenario(new Flow().Line("a").Task("t").Line("b").Path("a", "t", "b").Build())
            .And(new Flow().Add(Sequence("s1", Line("a"))).Task("t").Add(Sequence("s2", Line("b"))).Path("s1", "t", "s2").Build(version: 2));
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Started().ShouldBe("a t s2 b");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_is_inside_a_renamed_container_goes_with_it()
    {
        var scenario = new Scenario(Define(Sequence("s", Sequence("old", Task("t"), Line("l")))))
            .And(Define(Sequence("s", Sequence("new", Task("t"), Line("l")))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync(("Workflow1:s:old", "Workflow1:s:new"));
        (await scenario.InstanceAsync()).Executions.Select(execution => execution.NodeId).ShouldBe(["Workflow1", "Workflow1:s", "Workflow1:s:new", "Workflow1:s:new:t"]);
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["l"]);
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public async Task A_join_that_has_heard_from_one_branch_still_knows_it_when_connections_changed_places(string mode)
    {
        static Flow Branches(string mode, Flow flow) => flow.Fork("f", "A", "B", "C").Task("t").Task("u").Join("j", mode).Line("end");
        var scenario = new Scenario(Branches(mode, new Flow()).Path("f.A", "t", "j", "end").Path("f.B", "u", "j").Build())
            .And(Branches(mode, new Flow().Line("n").Line("behind")).Path("n", "f").Path("f.B", "u", "n2").Path("u", "j", "behind", "end").Path("f.A", "t", "j").Line("n2").Build(version: 2));
        await scenario.StartOldAsync();
        await scenario.AnswerAsync("t");
        scenario.Lines.ShouldBeEmpty();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("u");

        scenario.Started().ShouldBe("f t u n2 j behind end");
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_branch_has_arrived_even_where_the_port_that_it_came_by_has_another_name_now()
    {
        static Flow Branches(string port) => new Flow().Fork("f", "A", "B").Fork("t", port).Task("u").Join("j", "WaitAll").Line("end").Path("f.A", "t").Path($"t.{port}", "j", "end").Path("f.B", "u", "j");
        var scenario = new Scenario(Branches("Agreed").Build()).And(Branches("Approved").Build(version: 2));
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("u");

        scenario.Started().ShouldBe("f t u j end");
    }

    [Fact]
    public async Task A_loop_goes_on_with_its_next_item_in_a_changed_body()
    {
        var scenario = new Scenario(Define(ForEach("f", "['x','y']", Sequence("b", Task("t")))))
            .And(Define(ForEach("f", "['x','y']", Sequence("b", Line("first"), Task("t"), Line("l", "getVariable('CurrentValue')")).With(Variable("Own")))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["x", "first", "y"]);
    }

    [Fact]
    public async Task Inside_a_composite_it_goes_to_that_ones_new_version_as_well()
    {
        var scenario = new Scenario(Define(Sequence("s", Use("c", "Child", 1, ("x", Flow.Input("Literal", "kept"))))))
            .And(Usable("Child", Sequence("i", Task("t")), ["X"]), Usable("Child", Sequence("i", Task("t"), Line("l", "getX()")), ["X"], version: 2))
            .And(Define(Sequence("s", Use("c", "Child", 2))) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Variables_keep_their_values_also_under_a_new_name()
    {
        var (old, renamed) = (Variable("Days"), Variable("Days"));
        renamed["name"] = "Duration";
        var scenario = new Scenario(Define(Sequence("s", SetVariable("v", "Days", "5"), Task("t")), old, Variable("Gone", "gone")))
            .And(Define(Sequence("s", Task("t"), Line("l", "getDuration()")), renamed, Variable("Fresh", "f")) with { Id = "p-v2", Version = 2 });
        await scenario.StartOldAsync();

        await scenario.MovedAsync();
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["5"]);
    }

    [Fact]
    public async Task A_timer_stays_due_when_it_was()
    {
        var scenario = new Scenario(new Flow().Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "01:00:00"))).Build())
            .And(new Flow().Add("d", "Elsa.Delay", ("timeSpan", Flow.Input("Literal", "09:00:00"))).Line("l").Path("d", "l").Build(version: 2));
        await scenario.StartOldAsync();
        var due = (await scenario.InstanceAsync()).Bookmarks.Single();
        scenario.Clock.Advance(TimeSpan.FromMinutes(5));

        await scenario.MovedAsync();

        (await scenario.InstanceAsync()).Bookmarks.Single().ToString().ShouldBe(due.ToString());
        scenario.Store.Commits.Last().Created.ShouldBeEmpty("nothing about it has changed");
    }

    [Fact]
    public async Task A_faulted_one_is_put_right_by_a_new_version_and_a_retry()
    {
        var scenario = new Scenario(new Flow().Fork("f", "A", "B").Task("t").Line("a").Line("bad", "nothing.there").Line("end").Path("a", "f").Path("f.A", "t").Path("f.B", "bad", "end").Build())
            .And(new Flow().Fork("f", "A", "B").Task("t").Line("a").Line("good", "'good'").Line("end").Path("a", "f").Path("f.A", "t").Path("f.B", "good", "end").Build(version: 2));
        await scenario.StartOldAsync();
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Faulted);

        await scenario.MovedAsync(("Workflow1:flow:bad", "Workflow1:flow:good"));
        var migrated = await scenario.InstanceAsync();
        (migrated.SubStatus, migrated.Incidents.Single().NodeId).ShouldBe((WorkflowSubStatus.Faulted, "Workflow1:flow:good"));
        await scenario.Runtime.RetryAsync(new(Scenario.Id, [], []), CancellationToken.None);
        await scenario.AnswerAsync("t");

        scenario.Lines.ShouldBe(["a", "good", "end"]);
        (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_callers_effects_go_with_it_and_an_answer_that_comes_first_is_not_lost()
    {
        var scenario = new Scenario(new Flow().Task("t").Task("u").Path("t", "u").Build()).And(new Flow().Task("t").Task("u").Line("end").Path("t", "u", "end").Build(version: 2));
        await scenario.StartOldAsync();
        var answered = false;
        scenario.Store.BeforeCommit = async _ =>
        {
            if (answered) return;
            answered = true;
            await scenario.AnswerAsync("t");
        };

        (await scenario.Runtime.MigrateAsync(Migrations.To("p-v2") with { Effects = [new Noted("moved")] }, CancellationToken.None)).ShouldBeOfType<BurstOutcome.Committed>();
        await scenario.AnswerAsync("u");

        scenario.Effects.OfType<Noted>().ShouldHaveSingleItem();
        scenario.Started().ShouldBe("t u end");
    }
}
