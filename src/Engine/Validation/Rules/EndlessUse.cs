namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An activity that stands for a definition which, through whatever others, contains itself: it would never come to an end.</summary>
internal sealed class EndlessUse : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from node in definition.Nodes
        let circle = definition.CircleThrough(node)
        where !circle.IsEmpty
        let name = node.DisplayName
        let way = string.Join(" → ", circle)
        select new Finding("workflow-cycle", FindingSeverity.Error, node.NodeId, new(
            $"“{name}”调用的流程循环调用自身（{way}），会没有尽头。", $"“{name}” runs a definition that contains itself ({way}) and would never end."));
}
