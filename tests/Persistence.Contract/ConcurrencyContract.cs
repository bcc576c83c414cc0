using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Persistence.Contract.Providers;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Persistence.Contract;

public sealed class Concurrency_on_Sqlite(SqliteProvider provider) : ConcurrencyContract(provider), IClassFixture<SqliteProvider>
{
    /// <summary>One process holds the file.</summary>
    protected override Task<IServiceProvider> OtherNodeAsync() => Task.FromResult(Provider.Node);
}

public sealed class Concurrency_on_PostgreSql(PostgreSqlProvider provider) : ConcurrencyContract(provider), IClassFixture<PostgreSqlProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

public sealed class Concurrency_on_SqlServer(SqlServerProvider provider) : ConcurrencyContract(provider), IClassFixture<SqlServerProvider>
{
    protected override Task<IServiceProvider> OtherNodeAsync() => Provider.StartNodeAsync();
}

/// <summary>The engine on a real database, with several callers at once and on two nodes where the provider allows them.</summary>
public abstract class ConcurrencyContract(Provider provider)
{
    private static readonly ImmutableDictionary<string, JsonElement> Nothing = ImmutableDictionary<string, JsonElement>.Empty;

    protected Provider Provider { get; } = provider;

    private IWorkflowRuntime Runtime => Provider.Get<IWorkflowRuntime>();

    protected abstract Task<IServiceProvider> OtherNodeAsync();

    [ContractFact]
    public async Task Both_branches_of_five_hundred_instances_resumed_at_once_all_finish()
    {
        await DefineAsync("fork", TwoTasks());
        var other = (await OtherNodeAsync()).GetRequiredService<IWorkflowRuntime>();
        var ends = new ConcurrentBag<WorkflowSubStatus>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 500), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, ct) =>
        {
            var started = await StartAsync(Runtime, "fork");
            var outcomes = await Task.WhenAll(ResumeAsync(Runtime, started, 0), ResumeAsync(other, started, 1));

            outcomes.ShouldAllBe(o => o is BurstOutcome.Committed);
            ends.Add((await Provider.Get<IWorkflowInstanceStore>().FindAsync(started.Id, ct))!.SubStatus);
        });

        ends.Count.ShouldBe(500);
        ends.ShouldAllBe(status => status == WorkflowSubStatus.Finished);
        await using var db = Provider.Read();
        var ids = db.Instances.Where(i => i.DefinitionId == "fork").Select(i => i.Id);
        (await ids.CountAsync(), await db.Bookmarks.CountAsync(b => ids.Contains(b.InstanceId)), await db.RequestedTasks.CountAsync(t => ids.Contains(t.InstanceId)))
            .ShouldBe((500, 0, 0));
    }

    [ContractFact]
    public async Task Of_three_callers_of_one_bookmark_one_wins_and_the_others_are_told()
    {
        await DefineAsync("one-task", OneTask());
        var other = (await OtherNodeAsync()).GetRequiredService<IWorkflowRuntime>();
        for (var round = 0; round < 20; round++)
        {
            var started = await StartAsync(Runtime, "one-task");

            var outcomes = await Task.WhenAll(ResumeAsync(Runtime, started, 0), ResumeAsync(other, started, 0), ResumeAsync(Runtime, started, 0));

            outcomes.OfType<BurstOutcome.Committed>().Count().ShouldBe(1);
            outcomes.OfType<BurstOutcome.Refused>().Select(r => r.Rejection.Code).ShouldAllBe(code => code == "bookmark-gone" || code == "instance-finished");
            outcomes.OfType<BurstOutcome.Refused>().Count().ShouldBe(2);
        }
    }

    [ContractFact]
    public async Task A_timer_that_two_nodes_hold_because_a_lease_lapsed_fires_once()
    {
        await DefineAsync("delay", Definitions.Flow("delay", [Definitions.Activity("d", "Elsa.Delay", ("timeSpan", Definitions.Literal("01:00:00")))]));
        var nodes = new[] { Provider.Node, await OtherNodeAsync() };
        for (var round = 0; round < 20; round++)
        {
            var started = await StartAsync(Runtime, "delay");
            Provider.Clock.Advance(TimeSpan.FromHours(1));
            var held = new List<TimerEntry>();
            foreach (var node in nodes)
                held.Add((await node.GetRequiredService<ITimerStore>().LeaseDueAsync(Provider.Clock.GetUtcNow(), TimeSpan.Zero, 50, default)).Leased.Single(t => t.InstanceId == started.Id));

            var outcomes = await Task.WhenAll(nodes.Zip(held, (node, timer) => node.GetRequiredService<IWorkflowRuntime>().ResumeAsync(
                new(timer.InstanceId, timer.BookmarkId, default, []) { DueAt = timer.DueAt }, default)));

            outcomes.OfType<BurstOutcome.Committed>().Count().ShouldBe(1);
            var journal = await Provider.Get<JournalReader>().ReadAsync(started.Id, default);
            journal.Count(entry => entry.DueAt == held[0].DueAt).ShouldBe(1);
        }
    }

    [ContractFact]
    public async Task What_runs_goes_on_with_its_own_version_also_when_that_is_retracted()
    {
        await DefineAsync("pinned", OneTask());
        var started = await StartAsync(Runtime, "pinned");
        await DefineAsync("pinned", TwoTasks());
        (await Provider.Get<DefinitionStore>().RetractAsync("pinned", null, default)).Rejection.ShouldBeNull();

        var resumed = await ResumeAsync((await OtherNodeAsync()).GetRequiredService<IWorkflowRuntime>(), started, 0);

        resumed.ShouldBeOfType<BurstOutcome.Committed>().Instance.ShouldSatisfyAllConditions(
            i => i.SubStatus.ShouldBe(WorkflowSubStatus.Finished), i => i.DefinitionVersion.ShouldBe(1));
        (await Runtime.StartAsync(New("pinned"), default)).ShouldBeOfType<BurstOutcome.Refused>().Rejection.Code.ShouldBe("definition-not-found");
    }

    [ContractFact]
    public async Task A_requested_task_can_be_seen_until_it_is_reported_done_or_nobody_waits_any_more()
    {
        await DefineAsync("asks", OneTask());
        var (done, cancelled) = (await StartAsync(Runtime, "asks"), await StartAsync(Runtime, "asks"));
        await using var db = Provider.Read();
        var open = await db.RequestedTasks.Where(t => t.InstanceId == done.Id.Value || t.InstanceId == cancelled.Id.Value).OrderBy(t => t.InstanceId).ToListAsync();
        open.Select(t => (t.InstanceId, t.Name, t.Payload)).ShouldBe([(done.Id.Value, "a", "{\"for\":\"a\"}"), (cancelled.Id.Value, "a", "{\"for\":\"a\"}")]);

        await Provider.Get<StimulusSender>().CompleteTaskAsync(open[0].Id, JsonSerializer.SerializeToElement("done"), [], default);
        await Runtime.CancelAsync(new(cancelled.Id, []), default);

        (await db.RequestedTasks.AnyAsync(t => t.InstanceId == done.Id.Value || t.InstanceId == cancelled.Id.Value)).ShouldBeFalse();
        (await Provider.Get<IWorkflowInstanceStore>().FindAsync(done.Id, default))!.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [ContractFact]
    public async Task A_reported_task_is_gone_while_its_instance_goes_on()
    {
        await DefineAsync("asks-twice", TwoTasks());
        var started = await StartAsync(Runtime, "asks-twice");

        (await ResumeAsync(Runtime, started, 0)).ShouldBeOfType<BurstOutcome.Committed>().Instance.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);

        await using var db = Provider.Read();
        (await db.RequestedTasks.Where(t => t.InstanceId == started.Id.Value).Select(t => t.Name).ToListAsync()).ShouldBe(["b"]);
    }

    [ContractFact]
    public async Task A_child_whose_node_died_before_it_was_started_is_started_by_another_and_its_parent_goes_on()
    {
        await DefineAsync("child", Definitions.Flow("child", [Definitions.Activity("start", "Elsa.Start")]));
        await DefineAsync("parent", Definitions.Flow("parent", [Definitions.Activity(
            "dispatch", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Definitions.Literal("child")), ("waitForCompletion", Definitions.Literal("true")))]));
        var parent = await StartAsync(Runtime, "parent");
        parent.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        (await Provider.Get<ICommandStore>().LeaseAsync(TimeSpan.Zero, 10, default)).ShouldHaveSingleItem();

        using var pump = PumpOf(await OtherNodeAsync());
        (await pump.DrainAsync(default)).ShouldBe(2);

        (await Provider.Get<IWorkflowInstanceStore>().FindAsync(parent.Id, default))!.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [ContractFact]
    public async Task An_event_starts_what_it_triggers_and_wakes_what_waits_each_once_with_two_nodes_at_work()
    {
        await DefineAsync("waits", Definitions.Flow("waits", [Definitions.Activity("wait", EventStimulus.Name, ("eventName", Definitions.Literal("bell")))]));
        (await Provider.Get<DefinitionStore>().ImportAsync(Definitions.Of("starts", "one", "bell"), publish: true, null, default)).Rejection.ShouldBeNull();
        var waiting = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StartAsync(Runtime, "waits")));

        await Provider.Get<StimulusSender>().SignalAsync(SignalWorkflows.Event("bell", JsonSerializer.SerializeToElement("ding")), default);
        using var pump = PumpOf(Provider.Node);
        using var otherPump = PumpOf(await OtherNodeAsync());
        await Task.WhenAll(pump.DrainAsync(default), otherPump.DrainAsync(default));
        await pump.DrainAsync(default);

        await using var db = Provider.Read();
        (await db.Instances.CountAsync(i => i.DefinitionId == "waits" && i.SubStatus == WorkflowSubStatus.Finished)).ShouldBe(waiting.Length);
        (await db.Instances.CountAsync(i => i.DefinitionId == "starts" && i.SubStatus == WorkflowSubStatus.Finished)).ShouldBe(1);
        (await db.Commands.CountAsync()).ShouldBe(0);
    }

    private static JsonObject OneTask() => Definitions.Flow("one", [Asks("a")]);

    private static JsonObject TwoTasks() => Definitions.Flow(
        "two",
        [Definitions.Activity("start", "Elsa.Start"), Asks("a"), Asks("b"), Definitions.Activity("join", "Elsa.FlowJoin", ("mode", Definitions.Literal("WaitAll")))],
        Definitions.Connection("start", "a"), Definitions.Connection("start", "b"), Definitions.Connection("a", "join"), Definitions.Connection("b", "join"));

    private static JsonObject Asks(string id) => Definitions.Activity(
        id, RunTaskStimulus.Name, ("taskName", Definitions.Literal(id)),
        ("payload", new JsonObject { ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = $"{{\"for\":\"{id}\"}}" } }));

    private static StartWorkflow New(string definitionId) => new(Bursts.Instance().Id, definitionId, Nothing, Nothing, []);

    private static CommandPump PumpOf(IServiceProvider node) => new(
        node.GetRequiredService<ICommandStore>(), node.GetRequiredService<IBookmarkIndex>(), node.GetRequiredService<ITriggerStore>(),
        node.GetRequiredService<IWorkflowRuntime>(), node.GetRequiredService<TimeProvider>());

    private static Task<BurstOutcome> ResumeAsync(IWorkflowRuntime runtime, WorkflowInstance instance, int branch) =>
        runtime.ResumeAsync(new(instance.Id, instance.Bookmarks[branch].Id, JsonSerializer.SerializeToElement("done"), []), default);

    private static async Task<WorkflowInstance> StartAsync(IWorkflowRuntime runtime, string definitionId) =>
        (await runtime.StartAsync(New(definitionId), default)).ShouldBeOfType<BurstOutcome.Committed>().Instance;

    private async Task DefineAsync(string id, JsonObject root) =>
        (await Provider.Get<DefinitionStore>().ImportAsync(Definitions.Of(id) with { Root = root }, publish: true, null, default)).Rejection.ShouldBeNull();
}
