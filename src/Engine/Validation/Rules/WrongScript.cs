using System.Text.Json;
using StaffFlows.Engine.Expressions.JavaScript;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>A script that cannot be parsed, or is written in newer JavaScript than ECMAScript 5.1.</summary>
internal sealed class WrongScript : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition) =>
        from node in definition.Nodes
        from expression in NodeExpression.Of(node)
        where expression is { Type: "JavaScript", Value.ValueKind: JsonValueKind.String }
        let problem = ScriptSyntax.Check(expression.Value.GetString()!)
        where problem is not null
        let name = node.DisplayName
        select new Finding(problem.Feature is null ? "script-invalid" : "script-too-new", FindingSeverity.Error, node.NodeId, new(
            $"“{name}”的输入 {expression.Input} 的脚本不可用。{problem.Zh}",
            $"The script in the input {expression.Input} of “{name}” cannot run. {problem.En}")) { Input = expression.Input };
}
