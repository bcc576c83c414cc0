namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A flowchart without activities: as the workflow itself it can only be a mistake.</summary>
internal sealed class EmptyFlowchart : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from flowchart in definition.Flowcharts
        where flowchart.Children.IsEmpty
        let name = flowchart.DisplayName
        select new Finding(
            "flowchart-empty",
            definition.Root.Children.Contains(flowchart) ? FindingSeverity.Error : FindingSeverity.Warning,
            flowchart.NodeId,
            new($"流程图“{name}”中没有任何活动。", $"The flowchart “{name}” has no activities."));
}
