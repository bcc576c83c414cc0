namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A connection from a port by which its activity never leaves: nothing would ever follow it.</summary>
internal sealed class UnknownPort : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        from connection in flowchart.Connections
        let source = flowchart.Children.First(child => child.Id == connection.SourceId)
        where definition.PortsOf(source) is { } ports && !ports.Contains(connection.SourcePort)
        let target = flowchart.Children.First(child => child.Id == connection.TargetId).DisplayName
        let name = source.DisplayName
        select new Finding("port-unknown", FindingSeverity.Error, source.NodeId, new(
            $"“{name}”没有出口“{connection.SourcePort}”，到“{target}”的连线永远不会走到。",
            $"“{name}” has no port “{connection.SourcePort}”: the connection to “{target}” is never followed."));
}
