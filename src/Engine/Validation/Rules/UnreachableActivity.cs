using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An activity of a flowchart to which no connection leads from the start, nor from an activity that can start the workflow.</summary>
internal sealed class UnreachableActivity : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        from node in Unreached(definition.GraphOf(flowchart), flowchart)
        let name = node.DisplayName
        select new Finding("activity-unreachable", FindingSeverity.Warning, node.NodeId, new(
            $"从开始走不到“{name}”。", $"No connection leads from the start to “{name}”."));

    private static IEnumerable<ActivityNode> Unreached(FlowGraph graph, ActivityNode flowchart)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(flowchart.Children.Where(node => ReferenceEquals(node, graph.Start) || node.CanStartWorkflow).Select(node => node.Id));
        while (open.TryPop(out var id))
        {
            if (!reached.Add(id)) continue;

            foreach (var connection in graph.Outbound(id)) open.Push(connection.Connection.TargetId);
        }

        return flowchart.Children.Where(node => !reached.Contains(node.Id));
    }
}
