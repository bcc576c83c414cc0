using Jint.Parser.Ast;

namespace StaffFlows.Engine.Expressions.JavaScript;

/// <summary>
/// Tells scripts that only look, such as <c>variables.form.days &gt; 3</c>: one expression of operators, constants, members of <c>variables</c>, and
/// calls of Elsa's functions that read. They name no built-in object, make no function and change nothing, so they leave an interpreter as they
/// found it.
/// </summary>
internal static class LookingScript
{
    /// <summary>To be asked before the script is hardened.</summary>
    public static bool Is(Program program) =>
        program.FunctionDeclarations.Count == 0 && program.VariableDeclarations.Count == 0
        && program.Body.ToList() is [ExpressionStatement { Expression: var only }] && OnlyLooks(only);

    private static bool OnlyLooks(SyntaxNode? node) => node switch
    {
        Literal literal => literal.Type is not SyntaxNodes.RegularExpressionLiteral,
        Identifier { Name: "variables" or "undefined" } => true,
        MemberExpression { Computed: false, Property: Identifier } member => OnlyLooks(member.Object),
        MemberExpression { Computed: true, Property: Literal } member => OnlyLooks(member.Object) && OnlyLooks(member.Property),
        CallExpression { Callee: Identifier { Name: ['g', 'e', 't', _, ..] } } call => call.Arguments.All(OnlyLooks),
        UpdateExpression => false,
        UnaryExpression unary => unary.Operator is UnaryOperator.Plus or UnaryOperator.Minus or UnaryOperator.LogicalNot or UnaryOperator.TypeOf && OnlyLooks(unary.Argument),
        BinaryExpression binary => binary.Operator is not (BinaryOperator.InstanceOf or BinaryOperator.In) && OnlyLooks(binary.Left) && OnlyLooks(binary.Right),
        LogicalExpression logical => OnlyLooks(logical.Left) && OnlyLooks(logical.Right),
        ConditionalExpression choice => OnlyLooks(choice.Test) && OnlyLooks(choice.Consequent) && OnlyLooks(choice.Alternate),
        _ => false,
    };
}
