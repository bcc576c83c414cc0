using System.Collections;
using System.Collections.Immutable;

namespace StaffFlows.Engine.Definitions;

/// <summary>
/// From where a connection can still be followed when loops are taken into account: a step for rework that leads back into its branch is
/// on the way to the join behind the branch. A loop that the join itself lies in is not taken, since that would be its next round; so no
/// two joins ever wait for one another.
/// </summary>
internal sealed class FlowLoops
{
    private readonly ILookup<int, Edge> inbound;
    private readonly Dictionary<int, BitArray> bodies = [];
    private readonly BitArray?[] origins;

    public FlowLoops(int nodes, ImmutableArray<FlowConnection> connections, Func<string, int> index)
    {
        ImmutableArray<Edge> edges = [.. connections.Select(connection => new Edge(index(connection.Connection.SourceId), index(connection.Connection.TargetId), connection.IsBackward, connection.IsLegal))];
        inbound = edges.ToLookup(edge => edge.Target);
        origins = new BitArray?[edges.Length];
        foreach (var back in edges.Where(edge => edge is { IsBackward: true, IsLegal: true }))
        {
            var body = Collect(nodes, back.Source, end: back.Target, _ => true);
            body[back.Target] = true;
            bodies[back.Target] = bodies.TryGetValue(back.Target, out var known) ? known.Or(body) : body;
        }

        for (var i = 0; i < edges.Length && bodies.Count > 0; i++)
        {
            var join = edges[i].Target;
            if (inbound[join].Count() > 1) origins[i] = Collect(nodes, edges[i].Source, join, edge => IsOnTheWay(edge, join));
        }
    }

    /// <summary>Null where forward connections tell all: in graphs without loops, and where nothing meets.</summary>
    public BitArray? OriginsOf(FlowConnection connection) => origins[connection.Number];

    private bool IsOnTheWay(Edge edge, int join) =>
        !edge.IsBackward || (edge.IsLegal && !bodies[edge.Target][join]);

    /// <summary>Every node that leads to the last one by such edges without passing the end.</summary>
    private BitArray Collect(int nodes, int last, int end, Func<Edge, bool> isTaken)
    {
        var found = new BitArray(nodes);
        var open = new Stack<int>([last]);
        while (open.TryPop(out var current))
        {
            if (current == end || found[current]) continue;

            found[current] = true;
            foreach (var edge in inbound[current].Where(isTaken)) open.Push(edge.Source);
        }

        return found;
    }

    private readonly record struct Edge(int Source, int Target, bool IsBackward, bool IsLegal);
}
