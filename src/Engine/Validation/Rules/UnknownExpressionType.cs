using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An expression in a language that this engine does not evaluate.</summary>
internal sealed class UnknownExpressionType : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from node in definition.Nodes
        from expression in NodeExpression.Of(node)
        where !ExpressionReader.Supports(expression.Type)
        let name = node.DisplayName
        select new Finding("expression-type-unknown", FindingSeverity.Error, node.NodeId, new(
            $"“{name}”的输入 {expression.Input} 使用了 {expression.Type} 表达式，这里不支持，请改用 JavaScript。",
            $"The input {expression.Input} of “{name}” is a {expression.Type} expression, which is not supported here; use JavaScript.")) { Input = expression.Input };
}
