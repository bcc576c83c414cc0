using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine.Properties;

/// <summary>One instance driven by random stimuli. Each burst starts from JSON and is run twice: the same history must give the same state.</summary>
internal sealed class RandomRun
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ActivityCatalog Catalog = new(
    [
        .. StandardActivities.All, new Does("Test.Faults", Faults),
        new Does("Test.Asks", context => new ActivityResult.Waiting(context.Bookmark(new { }))) { OnResume = (context, _) => Faults(context) },
    ]);

    private readonly WorkflowGraph graph;
    private readonly Choices choices;
    private readonly Consistency consistency;
    private WorkflowInstance instance;
    private DateTimeOffset now = Noon;
    private uint burst;

    public RandomRun(WorkflowDefinition definition, Choices choices)
    {
        graph = WorkflowGraph.Compile(definition, Catalog);
        this.choices = choices;
        consistency = new(graph);
        instance = new()
        {
            Id = Scenario.Id, DefinitionId = definition.DefinitionId, DefinitionVersionId = definition.Id, DefinitionVersion = 1, CreatedAt = now,
        };
    }

    public async Task GoAsync()
    {
        await RunAsync(new BurstCause.Start(ImmutableDictionary<string, JsonElement>.Empty));
        for (var step = 0; step < 40 && !choices.IsExhausted && !RanAway; step++) await StepAsync();
        for (var step = 0; step < 15 && instance.SubStatus is WorkflowSubStatus.Suspended; step++) await RunAsync(Next(instance.Bookmarks[0]));
    }

    private bool RanAway => instance.Incidents.Any(incident => incident.Code == "turn-limit");

    private static ActivityResult.Faulted Faults(ActivityExecutionContext context) => new ActivityResult.Faulted("no", "no");

    private Task StepAsync()
    {
        if (instance.SubStatus is not WorkflowSubStatus.Suspended) return RunAsync(choices.OneIn(2) ? Move() : new BurstCause.Retry([]));

        return choices.Next(24) switch
        {
            23 => RunAsync(new BurstCause.Cancel()),
            22 => RunAsync(new BurstCause.Retry([])),
            18 or 19 or 20 or 21 => RunAsync(Move()),
            _ => RunAsync(Next(instance.Bookmarks[choices.Next(instance.Bookmarks.Length)])),
        };
    }

    /// <summary>From anything that is open to anything that the flow has; much of it is refused.</summary>
    private BurstCause.Reposition Move()
    {
        var from = instance.Executions[choices.Next(instance.Executions.Length)];
        var targets = graph.FindById("flow")!.Children;

        return new(from.Id, targets[choices.Next(targets.Length)].NodeId, choices.Pick(RepositionMode.Full, RepositionMode.StraightBack));
    }

    private BurstCause.Resume Next(Bookmark bookmark)
    {
        if (bookmark.DueAt > now) now = bookmark.DueAt.Value;

        return new(bookmark.Id, JsonValues.From("ok"), bookmark.DueAt);
    }

    private async Task RunAsync(BurstCause cause)
    {
        burst++;
        var (first, again) = (await BurstAsync(cause), await BurstAsync(cause));
        if (first is BurstResult.Refused refused)
        {
            again.ShouldBeOfType<BurstResult.Refused>().Rejection.Code.ShouldBe(refused.Rejection.Code);
            return;
        }

        var commit = ((BurstResult.Ran)first).Commit;
        var json = WorkflowInstanceJson.Write(commit.Instance);
        WorkflowInstanceJson.Write(((BurstResult.Ran)again).Commit.Instance).ShouldBe(json, "the same history gives the same state");
        consistency.Check(instance, commit);
        instance = WorkflowInstanceJson.Read(json);
        WorkflowInstanceJson.Write(instance).ShouldBe(json, "what was written is read");
    }

    private ValueTask<BurstResult> BurstAsync(BurstCause cause) => Burst.RunAsync(
        new(graph, WorkflowInstanceJson.Read(WorkflowInstanceJson.Write(instance)), cause, new InMemoryFacts(), now, new(now, burst)) { TurnLimit = 200 }, CancellationToken.None);
}
