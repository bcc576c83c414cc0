using StaffFlows.Engine.Activities;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A connection back to an activity that could have been bypassed on the way: following it faults, as it does in Elsa.</summary>
internal sealed class IllegalLoop : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        where definition.ActivityOf(flowchart) is Flowchart kind && kind.RefusesIllegalLoops(flowchart, definition.Definition)
        let graph = definition.GraphOf(flowchart)
        from connection in graph.Connections
        where connection is { IsBackward: true, IsLegal: false }
        let source = graph.Get(connection.Connection.SourceId)
        let target = graph.Get(connection.Connection.TargetId).DisplayName
        let name = source.DisplayName
        select new Finding("loop-illegal", FindingSeverity.Error, source.NodeId, new(
            $"从“{name}”退回“{target}”的连线不可用：有的路径不经过“{target}”就能到“{name}”。",
            $"The connection from “{name}” back to “{target}” cannot be followed: “{name}” can be reached without passing “{target}”."));
}
