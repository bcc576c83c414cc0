using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Runtime;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Signals;

public sealed class When_commands_are_carried_out
{
    private static Flow Waiting => new Flow().Event("e", "Go").Line("end").Path("e", "end");

    private static Flow Dispatching => new Flow()
        .Child("c", "Elsa.DispatchWorkflow", "child", ("waitForCompletion", Flow.Input("Literal", "True"))).Line("end").Path("c", "end");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_pumps_at_once_carry_out_each_command_once(int overtakenAt)
    {
        var scenario = new Scenario(Dispatching.Build());
        scenario.Publish(new Flow().Line("inside").Build("child"));
        await scenario.StartAsync();
        await scenario.PublishEventAsync("Nobody");
        var other = scenario.NewCommandPump();
        var commits = 0;
        scenario.Store.BeforeCommit = async _ =>
        {
            if (commits++ != overtakenAt) return;

            scenario.Clock.Advance(CommandPump.Lease);
            await other.DrainAsync(CancellationToken.None);
        };

        await scenario.NewCommandPump().DrainAsync(CancellationToken.None);

        scenario.Lines.ShouldBe(["inside", "end"]);
        scenario.Store.Commands.ShouldBeEmpty();
        scenario.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_node_hands_back_what_it_can_not_begin_in_the_first_half_of_its_lease()
    {
        var scenario = new Scenario(new Flow().Child("c", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Input("Object", "[1,2,3]"))).Build());
        scenario.Publish(new Flow().Line("inside").Build("child"));
        await scenario.StartAsync();
        scenario.Store.BeforeCommit = _ =>
        {
            scenario.Clock.Advance(CommandPump.Lease * 0.6);
            return Task.CompletedTask;
        };

        await scenario.NewCommandPump().DrainAsync(CancellationToken.None);

        scenario.Store.HandedBack.ShouldBeGreaterThan(2, "each of the three starts takes more than half of a lease");
        scenario.Lines.ShouldBe(["inside", "inside", "inside"]);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bookmark_that_stays_open_is_met_once_for_each_command()
    {
        var scenario = new Scenario(new Flow().Child("c", "Elsa.BulkDispatchWorkflows", "child", ("items", Flow.Input("Object", "[1,2]"))).Line("end").Path("c", "end").Build());
        scenario.Publish(new Flow().Line("inside").Build("child"));
        await scenario.StartAsync();
        var other = scenario.NewCommandPump();
        var overtaken = false;
        scenario.Store.BeforeCommit = async commit =>
        {
            if (overtaken || commit.Instance.Id != Scenario.Id) return;

            overtaken = true;
            scenario.Clock.Advance(CommandPump.Lease);
            await other.DrainAsync(CancellationToken.None);
        };

        await scenario.NewCommandPump().DrainAsync(CancellationToken.None);
        scenario.Clock.Advance(CommandPump.Lease);
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["inside", "inside", "end"]);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_round_finds_nothing_left_to_do()
    {
        var scenario = new Scenario(Waiting.Build());
        await scenario.StartAsync();
        await scenario.PublishEventAsync("Go");
        var pump = scenario.NewCommandPump();

        (await pump.DrainAsync(CancellationToken.None)).ShouldBe(2, "the signal, and the resume that it became");
        var commits = scenario.Store.Commits.Count;
        (await pump.DrainAsync(CancellationToken.None)).ShouldBe(0);

        scenario.Store.Commits.Count.ShouldBe(commits);
    }

    [Fact]
    public async Task What_breaks_stays_until_its_lease_lapses_and_stops_no_other()
    {
        var scenario = new Scenario(Waiting.Build());
        scenario.Publish(new Flow().Event("e", "Go").Line("other").Path("e", "other").Build("q"));
        await scenario.StartAsync();
        await scenario.Runtime.StartAsync(Scenario.Command() with { Id = new(new("01900000-0000-7000-8000-000000000002")), DefinitionId = "q" }, CancellationToken.None);
        await scenario.PublishEventAsync("Go");
        scenario.Store.BeforeCommit = commit => commit.Instance.Id == Scenario.Id ? throw new IOException("the database is away") : Task.CompletedTask;

        await scenario.SettleAsync();
        scenario.Lines.ShouldBe(["other"]);
        scenario.Failures.ShouldHaveSingleItem();

        scenario.Store.BeforeCommit = _ => Task.CompletedTask;
        scenario.Clock.Advance(CommandPump.Lease);
        await scenario.SettleAsync();
        scenario.Lines.ShouldBe(["other", "end"]);
    }

    [Fact]
    public async Task One_whose_instance_is_busy_is_tried_again_at_once()
    {
        var scenario = new Scenario(Waiting.Build());
        await scenario.StartAsync();
        await scenario.PublishEventAsync("Go");
        var commits = 0;
        scenario.Store.Applier = _ => ++commits < 3 ? new(RejectionKind.Conflict, "busy") : null;

        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["end"]);
        scenario.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resume_that_a_rule_refuses_is_kept_until_the_rule_allows_it()
    {
        var scenario = new Scenario(Waiting.Build());
        await scenario.StartAsync();
        await scenario.PublishEventAsync("Go");
        scenario.Store.Applier = _ => new(RejectionKind.InvalidState, "not-today");
        for (var lease = 1; lease <= 12; lease++)
        {
            await scenario.SettleAsync();
            scenario.Clock.Advance(CommandPump.Lease);
        }

        scenario.Failures.Count.ShouldBe(12);
        scenario.Store.Applier = _ => null;
        await scenario.SettleAsync();

        scenario.Lines.ShouldBe(["end"]);
        scenario.Store.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_start_that_breaks_again_and_again_is_given_up_and_its_parent_told()
    {
        var scenario = new Scenario(Dispatching.Build());
        scenario.Publish(new Flow().Line("inside").Build("child"));
        await scenario.StartAsync();
        scenario.Store.BeforeCommit = commit => commit.Instance.DefinitionId == "child" ? throw new IOException("always") : Task.CompletedTask;

        for (var lease = 1; lease <= 10; lease++)
        {
            (await scenario.StatusAsync()).ShouldBe(WorkflowSubStatus.Suspended);
            await scenario.SettleAsync();
            scenario.Clock.Advance(CommandPump.Lease);
        }

        (await scenario.InstanceAsync()).Incidents.ShouldHaveSingleItem().Code.ShouldBe("child-not-started");
    }

    [Theory]
    [MemberData(nameof(Pointless))]
    public async Task What_has_nothing_to_do_any_more_is_simply_done(string what, EngineCommand command)
    {
        var scenario = new Scenario(new Flow().Line("end").Build());
        await scenario.StartAsync();
        await scenario.Store.PostAsync([command], CancellationToken.None);

        await scenario.SettleAsync();

        scenario.Store.Commands.ShouldBeEmpty(what);
        scenario.Failures.ShouldBeEmpty(what);
    }

    public static TheoryData<string, EngineCommand> Pointless => new()
    {
        { "the instance has ended", new EngineCommand.Resume(Guid.Parse("01900000-0000-7000-8000-0000000000a1"), Scenario.Id, default, JsonValues.Null) },
        { "it has ended already", new EngineCommand.Cancel(Guid.Parse("01900000-0000-7000-8000-0000000000a2"), Scenario.Id) },
        { "there is no such instance", new EngineCommand.Resume(Guid.Parse("01900000-0000-7000-8000-0000000000a3"), default, default, JsonValues.Null) },
        { "it is there already", new EngineCommand.Start(Guid.Parse("01900000-0000-7000-8000-0000000000a4"), Scenario.Id, "p", null, ImmutableDictionary<string, JsonElement>.Empty, null, null) },
    };

    [Fact]
    public async Task A_cancel_of_what_never_was_waits_a_while_for_its_start()
    {
        var scenario = new Scenario(new Flow().Line("end").Build());
        await scenario.Store.PostAsync([new EngineCommand.Cancel(Guid.Parse("01900000-0000-7000-8000-0000000000a1"), Scenario.Id)], CancellationToken.None);

        for (var lease = 1; lease <= 10; lease++)
        {
            scenario.Store.Commands.Length.ShouldBe(1);
            await scenario.SettleAsync();
            scenario.Clock.Advance(CommandPump.Lease);
        }

        scenario.Store.Commands.ShouldBeEmpty();
        scenario.Failures.ShouldBeEmpty();
    }
}
