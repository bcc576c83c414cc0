using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>
/// A join that waits for all its branches although one of them can be passed by: then the join is passed by too, with all that follows, in
/// either mode of the flowchart.
/// </summary>
internal sealed class SkippedJoin : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        let graph = definition.GraphOf(flowchart)
        from joint in flowchart.Children
        where WaitsForAll(joint)
        let choice = flowchart.Children.FirstOrDefault(node => Divides(definition, graph, node, joint))
        where choice is not null
        let name = joint.DisplayName
        let cause = choice.DisplayName
        select new Finding("join-may-be-skipped", FindingSeverity.Warning, joint.NodeId, new(
            $"“{name}”要等所有分支，但“{cause}”之后可能有分支不走，那时汇合及其后的步骤都不会执行；请改用 WaitAllActive。",
            $"“{name}” waits for all branches, but after “{cause}” one of them may be passed by; then the join and what follows never run. Use WaitAllActive."));

    private static bool WaitsForAll(ActivityNode node) =>
        node.Type == FlowJoin.TypeName && ConstantInput.TryRead(node, FlowJoin.Mode, out var mode) && mode is FlowJoinMode.WaitAll;

    /// <summary>True where it depends on the outcome of the activity which of the join's branches can arrive, other than all or none.</summary>
    private static bool Divides(CheckedDefinition definition, FlowGraph graph, ActivityNode choice, ActivityNode joint)
    {
        if (choice.Id == joint.Id || definition.ActivityOf(choice) is FlowFork) return false;

        var outbound = graph.Outbound(choice.Id).Where(connection => !connection.IsBackward).ToList();
        var ports = (definition.PortsOf(choice) ?? []).Union(outbound.Select(connection => connection.Connection.SourcePort), StringComparer.Ordinal).ToList();
        if (ports.Count < 2) return false;

        var all = graph.ForwardInbound(joint.Id).Select(connection => connection.Number).ToHashSet();
        var arriving = ports.ConvertAll(port => Arriving(graph, outbound.Where(connection => connection.Connection.SourcePort == port), joint));

        return arriving.Any(set => !set.SetEquals(arriving[0])) && !arriving.All(set => set.Count == 0 || set.SetEquals(all));
    }

    /// <summary>The numbers of the join's inbound connections that can still be followed after one of the given ones.</summary>
    private static HashSet<int> Arriving(FlowGraph graph, IEnumerable<FlowConnection> followed, ActivityNode joint) =>
        [.. from connection in followed
            from inbound in graph.ForwardInbound(joint.Id)
            where connection.Number == inbound.Number
                || (connection.Connection.TargetId != joint.Id && graph.CanReach(connection.Connection.TargetId, inbound.Connection.SourceId))
            select inbound.Number];
}
