using System.Text.Json;

namespace StaffFlows.Engine.Expressions;

/// <summary>A parsed expression of a definition; immutable and shared by all instances of the version.</summary>
public abstract class Expression
{
    /// <exception cref="ExpressionException">The expression has no value.</exception>
    public abstract JsonElement Evaluate(IExpressionScope scope);

    /// <summary>True where the value is the same in every burst, so that it is converted only once.</summary>
    public virtual bool IsConstant => false;
}

/// <summary>A value as it stands in the definition: <c>Literal</c> and <c>Object</c>.</summary>
internal sealed class ConstantExpression(JsonElement value) : Expression
{
    public override bool IsConstant => true;

    public override JsonElement Evaluate(IExpressionScope scope) => value;
}

internal sealed class VariableExpression(string? id, string? name) : Expression
{
    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var value = id is null ? default : scope.GetVariableById(id);

        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && name is not null ? scope.GetVariable(name) : value;
    }
}

internal sealed class InputExpression(string name) : Expression
{
    public override JsonElement Evaluate(IExpressionScope scope) => scope.GetInput(name);
}

/// <summary>A type this engine does not evaluate; it fails when it is needed, not when it is read.</summary>
internal sealed class UnknownExpression(string type) : Expression
{
    public override JsonElement Evaluate(IExpressionScope scope) => throw new ExpressionException($"Expressions of type '{type}' are not supported.");
}
