using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An outcome that leads nowhere while others do: the branch would end there without a word. A switch ought to have its <c>Default</c>.</summary>
internal sealed class OpenOutcome : IDefinitionRule
{
    private static readonly string[] Choices = ["Elsa.FlowDecision", "Elsa.FlowSwitch"];

    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        from node in flowchart.Children
        where definition.PortsOf(node) is { Length: > 1 } && definition.ActivityOf(node) is not FlowFork
        let used = definition.GraphOf(flowchart).Outbound(node.Id).Select(connection => connection.Connection.SourcePort).ToHashSet(StringComparer.Ordinal)
        where used.Count > 0 || Choices.Contains(node.Type, StringComparer.Ordinal)
        from port in definition.PortsOf(node)!.Value
        where !used.Contains(port)
        select Open(node, port);

    private static Finding Open(ActivityNode node, string port)
    {
        var name = node.DisplayName;

        return new("outcome-open", FindingSeverity.Warning, node.NodeId, new(
            $"“{name}”的结果“{port}”没有连线，走到这里流程就悄悄停止。", $"Nothing follows “{name}” by “{port}”: the branch would end there without a word."));
    }
}
