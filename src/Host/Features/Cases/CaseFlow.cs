using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Activities.UserTasks;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

internal enum FlowNodeState
{
    None,
    Done,
    Current,
    Predicted,
    Skipped,
}

/// <param name="IsStep">A step that people know; gateways and technical nodes are drawn small.</param>
/// <param name="X">Of the upper left corner, in the designer's units; as <paramref name="Y"/>, downwards.</param>
internal sealed record FlowNode(string Id, string Name, string Type, double X, double Y, double Width, double Height, FlowNodeState State, bool IsStep);

/// <param name="IsChoice">The source has other ways out, so that the port is worth naming.</param>
/// <param name="Outcome">The port as the step words it; null where it is no outcome of a person.</param>
/// <param name="IsTaken">This case went this way at least once.</param>
internal sealed record FlowEdge(string From, string To, string Port, bool IsChoice, OutcomeChoice? Outcome, ImmutableArray<Point> Vertices, bool IsTaken);

/// <summary>The flowchart of a definition version with what one case did and is expected to do in it.</summary>
internal sealed record CaseFlow(ImmutableArray<FlowNode> Nodes, ImmutableArray<FlowEdge> Edges)
{
    private const string UserTask = "StaffFlows.UserTask";
    private static readonly Size Usual = new(200, 60);

    /// <param name="skipped">Ids of steps that were passed by; they ran, but nobody decided.</param>
    /// <param name="name">The node's name in the reader's language.</param>
    public static CaseFlow Of(
        ActivityNode root, IReadOnlyCollection<JournalEntry> journal, IReadOnlyCollection<ActivityExecution> running, Preview? preview,
        IReadOnlySet<string> skipped, Func<ActivityNode, string> name)
    {
        var chart = root.Children.Length == 1 && root.Children[0].Children.Length > 0 ? root.Children[0] : root;
        var completed = journal.Where(e => e.Event is "Completed").ToLookup(e => e.NodeId, e => e.Outcomes);
        var current = running.Where(e => e.Status is ActivityStatus.Running).Select(e => e.NodeId).ToHashSet();
        var expected = preview?.Steps.Select(s => s.NodeId).ToHashSet() ?? [];
        var outcomes = chart.Children.ToDictionary(n => n.Id, node => OutcomeLabels.TryRead(node) ?? []);
        var nodeIds = chart.Children.ToDictionary(n => n.Id, n => n.NodeId);

        return new(
            [
                .. chart.Children.Select(node => new FlowNode(
                    node.Id,
                    name(node),
                    node.Type,
                    node.Metadata.Position.X,
                    node.Metadata.Position.Y,
                    SizeOf(node).Width,
                    SizeOf(node).Height,
                    StateOf(node),
                    IsStep(node))),
            ],
            [
                .. chart.Connections.Select(edge => new FlowEdge(
                    edge.SourceId,
                    edge.TargetId,
                    edge.SourcePort,
                    chart.Connections.Count(c => c.SourceId == edge.SourceId) > 1,
                    outcomes[edge.SourceId].FirstOrDefault(o => o.Key == edge.SourcePort),
                    edge.Vertices,
                    completed[nodeIds[edge.SourceId]].Any(ports => ports.Contains(edge.SourcePort) || (ports.IsEmpty && edge.SourcePort is "Done"))
                        && (completed.Contains(nodeIds[edge.TargetId]) || current.Contains(nodeIds[edge.TargetId])))),
            ]);

        FlowNodeState StateOf(ActivityNode node)
        {
            if (current.Contains(node.NodeId)) return FlowNodeState.Current;
            if (skipped.Contains(node.Id)) return FlowNodeState.Skipped;
            if (completed.Contains(node.NodeId)) return FlowNodeState.Done;
            return expected.Contains(node.NodeId) ? FlowNodeState.Predicted : FlowNodeState.None;
        }
    }

    /// <summary>As the designer measured it, or as it draws what it never measured.</summary>
    public static Size SizeOf(ActivityNode node) => new(Or(node.Metadata.Size.Width, Usual.Width), Or(node.Metadata.Size.Height, Usual.Height));

    private static double Or(double value, double usual) => value > 0 ? value : usual;

    /// <summary>A step that people know, and no gateway or technical node.</summary>
    public static bool IsStep(ActivityNode node) =>
        node.Type is UserTask or "Elsa.Start" or "Elsa.End" or "Elsa.Finish"
        || node.Type.StartsWith("StaffFlows.", StringComparison.Ordinal);
}
