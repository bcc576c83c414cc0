namespace StaffFlows.Engine.Validation.Rules;

/// <summary>Two variables of one scope with one name: scripts and expressions reach only the first.</summary>
internal sealed class RepeatedVariable : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from node in definition.Nodes.Prepend(definition.Root)
        from repeated in node.Variables.GroupBy(variable => variable.Name, StringComparer.Ordinal)
        where repeated.Count() > 1
        select new Finding("variable-repeated", FindingSeverity.Error, node == definition.Root ? null : node.NodeId, new(
            $"变量“{repeated.Key}”定义了 {repeated.Count()} 次，只有第一个有效。", $"The variable “{repeated.Key}” is declared {repeated.Count()} times; only the first of them counts."));
}
