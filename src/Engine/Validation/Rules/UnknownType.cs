namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An activity that nobody provides: it faults when it is reached.</summary>
internal sealed class UnknownType : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from node in definition.Nodes
        where definition.ActivityOf(node) is null
        let name = node.DisplayName
        select new Finding("activity-type-unknown", FindingSeverity.Error, node.NodeId, new(
            $"“{name}”的活动类型 {node.Type} 在这里不存在。", $"There is no activity type {node.Type}, which “{name}” is of."));
}
