using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StaffFlows.Engine.Definitions;

/// <summary>
/// A flowchart seen as a graph: where it starts, which connections go forward, which lead back into a loop, and which activities can
/// still be reached from where. Computed once per version.
/// </summary>
public sealed class FlowGraph
{
    private readonly ImmutableArray<ActivityNode> nodes;
    private readonly FrozenDictionary<string, int> index;
    private readonly BitArray[] reach;
    private readonly ImmutableArray<FlowConnection>[] outbound;
    private readonly ImmutableArray<FlowConnection>[] inbound;

    private FlowGraph(ActivityNode flowchart)
    {
        nodes = flowchart.Children;
        index = nodes.Select((node, i) => KeyValuePair.Create(node.Id, i)).DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        var connections = flowchart.Connections
            .Select((connection, number) => new FlowConnection(number, connection, IsBackward: false, IsLegal: true))
            .ToImmutableArray();
        outbound = Group(connections, connection => connection.SourceId);
        Start = nodes.IsEmpty ? null : FindStart(flowchart);
        reach = [.. nodes.Select(_ => new BitArray(nodes.Length))];

        connections = Classify(connections);
        outbound = Group(connections, connection => connection.SourceId);
        inbound = Group([.. connections.Where(connection => !connection.IsBackward)], connection => connection.TargetId);
        Connections = connections;
    }

    public static FlowGraph Of(ActivityNode flowchart) => new(flowchart);

    /// <summary>Null for an empty flowchart.</summary>
    public ActivityNode? Start { get; }

    /// <summary>In the definition's order; <see cref="FlowConnection.Number"/> is the position.</summary>
    public ImmutableArray<FlowConnection> Connections { get; }

    public ImmutableArray<FlowConnection> Outbound(string activityId) => outbound[index[activityId]];

    /// <summary>The inbound connections that a join waits for: loops leading back to it do not count.</summary>
    public ImmutableArray<FlowConnection> ForwardInbound(string activityId) => inbound[index[activityId]];

    public ActivityNode Get(string activityId) => nodes[index[activityId]];

    /// <summary>True where forward connections lead from one activity to the other, or where they are the same.</summary>
    public bool CanReach(string fromId, string toId) => fromId == toId || reach[index[fromId]][index[toId]];

    private ImmutableArray<FlowConnection>[] Group(ImmutableArray<FlowConnection> connections, Func<Connection, string> end)
    {
        var lists = connections.ToLookup(connection => index[end(connection.Connection)]);

        return [.. nodes.Select((_, i) => lists[i].ToImmutableArray())];
    }

    private ActivityNode FindStart(ActivityNode flowchart)
    {
        var targets = flowchart.Connections.Select(connection => connection.TargetId).ToHashSet(StringComparer.Ordinal);

        return ExplicitStart(flowchart)
            ?? nodes.FirstOrDefault(node => node.Type == "Elsa.Start")
            ?? nodes.FirstOrDefault(node => node.CanStartWorkflow)
            ?? nodes.FirstOrDefault(node => !targets.Contains(node.Id))
            ?? nodes[0];
    }

    private ActivityNode? ExplicitStart(ActivityNode flowchart)
    {
        if (!flowchart.Properties.TryGetValue("start", out var start)) return null;

        var id = start.ValueKind switch
        {
            System.Text.Json.JsonValueKind.String => start.GetString(),
            System.Text.Json.JsonValueKind.Object when start.TryGetProperty("id", out var member) => member.ToString(),
            _ => null,
        };

        return id is not null && index.TryGetValue(id, out var position) ? nodes[position] : null;
    }

    /// <summary>Walks breadth first from the start; a connection that would close a circle leads back.</summary>
    private ImmutableArray<FlowConnection> Classify(ImmutableArray<FlowConnection> connections)
    {
        if (Start is null) return connections;

        var backward = new HashSet<int>();
        var seen = new BitArray(nodes.Length);
        foreach (var root in (int[])[index[Start.Id], .. Enumerable.Range(0, nodes.Length)])
        {
            if (!seen[root]) Walk(root, seen, backward);
        }

        return [.. connections.Select(connection => backward.Contains(connection.Number)
            ? connection with { IsBackward = true, IsLegal = Dominates(connection.Connection.TargetId, connection.Connection.SourceId) }
            : connection)];
    }

    private void Walk(int root, BitArray seen, HashSet<int> backward)
    {
        var queue = new Queue<int>([root]);
        seen[root] = true;
        while (queue.TryDequeue(out var current))
        {
            foreach (var connection in outbound[current])
            {
                var target = index[connection.Connection.TargetId];
                if (target == current || reach[target][current])
                {
                    backward.Add(connection.Number);
                    continue;
                }

                Connect(current, target);
                if (seen[target]) continue;

                seen[target] = true;
                queue.Enqueue(target);
            }
        }
    }

    private void Connect(int source, int target)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (i != source && !reach[i][source]) continue;

            reach[i][target] = true;
            reach[i].Or(reach[target]);
        }
    }

    /// <summary>True where every way from the start to the one leads through the other: without it, there is none.</summary>
    private bool Dominates(string dominatorId, string activityId)
    {
        var (start, dominator, activity) = (index[Start!.Id], index[dominatorId], index[activityId]);
        if (dominator == activity || dominator == start) return true;

        var seen = new BitArray(nodes.Length);
        var open = new Stack<int>([start]);
        while (open.TryPop(out var current))
        {
            if (current == activity) return false;
            if (seen[current] || current == dominator) continue;

            seen[current] = true;
            foreach (var connection in outbound[current]) open.Push(index[connection.Connection.TargetId]);
        }

        return true;
    }
}

/// <summary>A connection and what kind it is.</summary>
/// <param name="IsBackward">Leads back into a loop: followed afresh each time, waited for by nobody.</param>
/// <param name="IsLegal">False for a way back to an activity that could have been bypassed; following it is a fault, as in Elsa.</param>
public sealed record FlowConnection(int Number, Connection Connection, bool IsBackward, bool IsLegal);
