using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

public sealed partial class Burst
{
    /// <summary>Most instances inside one another in one burst; more means that a definition starts itself for ever.</summary>
    public const int DepthLimit = 16;

    internal async ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct)
    {
        try
        {
            return request.Graphs is { } graphs ? await graphs.FindPublishedAsync(definitionId, ct) : null;
        }
        catch
        {
            state.FactsFailed = true;
            throw;
        }
    }

    internal async ValueTask<ChildRun> RunChildAsync(ChildStart start, CancellationToken ct)
    {
        if (request.Depth + 1 >= DepthLimit) return new ChildRun.NotStarted("depth-limit", $"More than {DepthLimit} workflows inside one another: one of them starts itself.");
        if (await FindPublishedAsync(start.DefinitionId, ct) is not { } graph) return new ChildRun.NotStarted("definition-not-found", $"No published version of '{start.DefinitionId}' was found.");
        if (request.ChildrenRefused is { } refused && graph.Activation is not ActivationStrategy.Always) return new ChildRun.NotStarted(refused.Code, $"'{start.DefinitionId}' may not be started now.");

        var child = new Burst(RequestOf(start, graph), turns);
        try
        {
            return Take(start, await child.RunAsync(ct));
        }
        catch
        {
            state.FactsFailed = true;
            throw;
        }
    }

    private BurstRequest RequestOf(ChildStart start, WorkflowGraph graph) => request with
    {
        Graph = graph,
        Instance = WorkflowInstance.New(start.Id, graph, request.Now) with { Name = start.Name, CorrelationId = start.CorrelationId, Properties = start.Properties },
        Cause = new BurstCause.Start(start.Input) { Variables = start.Variables },
        Depth = request.Depth + 1,
    };

    private ChildRun Take(ChildStart start, BurstResult result)
    {
        if (result is not BurstResult.Ran ran)
        {
            state.Refused = ((BurstResult.Refused)result).Rejection;
            return new ChildRun.NotStarted(state.Refused.Code, "Refused.");
        }

        // Only now: one that has ended tells nobody, since its end is known here.
        var waits = start.Waiting is { } bookmark && !ran.Commit.Instance.IsFinished ? new ParentLink(request.Instance.Id, bookmark) : null;
        var commit = ran.Commit with { Instance = ran.Commit.Instance with { Parent = waits }, Effects = [.. start.Effects, .. ran.Commit.Effects] };
        state.Children.Add(commit);

        return new ChildRun.Ran(commit.Instance);
    }

    /// <summary>What an activity sees that no instance has: constants, defaults of variables, the clock.</summary>
    internal static BurstContext ContextWithoutInstance(WorkflowGraph graph, GraphNode node, DateTimeOffset now)
    {
        var burst = new Burst(new(graph, WorkflowInstance.New(default, graph, now), new BurstCause.Start(ImmutableDictionary<string, JsonElement>.Empty), new NoFacts(), now, new(now, 0)), new());

        return burst.ContextOf(Place(node));

        OpenExecution Place(GraphNode at) => new(new(burst.request.Ids.NewId()), at, at.Parent is { } parent ? Place(parent) : null, now, null);
    }

    private sealed class NoFacts : IFactSource
    {
        public Task<ImmutableArray<Fact>> ReadAsync(ImmutableArray<FactKey> keys, CancellationToken ct) =>
            throw new ExpressionException("There are no facts without an instance.");
    }

    /// <summary>Shared by a burst and those inside it.</summary>
    private sealed class TurnCount
    {
        public int Taken { get; set; }
    }
}
