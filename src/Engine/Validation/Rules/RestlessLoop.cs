using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A loop in which nothing can wait: if its condition never ends it, it never ends.</summary>
internal sealed class RestlessLoop : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        let graph = definition.GraphOf(flowchart)
        let restless = flowchart.Children.Where(node => !definition.MayWait(node)).Select(node => node.Id).ToHashSet(StringComparer.Ordinal)
        from connection in graph.Connections
        where connection.IsBackward && IsReachedWithin(graph, restless, connection.Connection.TargetId, connection.Connection.SourceId)
        let target = graph.Get(connection.Connection.TargetId)
        let name = target.DisplayName
        let source = graph.Get(connection.Connection.SourceId).DisplayName
        select new Finding("loop-without-wait", FindingSeverity.Warning, target.NodeId, new(
            $"从“{name}”到“{source}”再退回的循环中没有会等待的活动，条件不成立时流程会停不下来。",
            $"Nothing waits in the loop from “{name}” to “{source}” and back: unless its condition ends it, it never ends."));

    /// <summary>Whether a way leads from the one to the other through the given activities only, both ends included.</summary>
    private static bool IsReachedWithin(FlowGraph graph, HashSet<string> allowed, string fromId, string toId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([fromId]);
        while (open.TryPop(out var id))
        {
            if (!allowed.Contains(id) || !seen.Add(id)) continue;
            if (id == toId) return true;

            foreach (var connection in graph.Outbound(id)) open.Push(connection.Connection.TargetId);
        }

        return false;
    }
}
