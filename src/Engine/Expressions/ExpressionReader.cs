using System.Text.Json;
using StaffFlows.Engine.Expressions.JavaScript;

namespace StaffFlows.Engine.Expressions;

/// <summary>Reads inputs as Elsa writes them: wrapped (<c>{ typeName, expression: { type, value } }</c>), bare expressions, raw values.</summary>
public static class ExpressionReader
{
    /// <summary>The expression of an activity's input; a raw value is a constant. Null where there is nothing to evaluate.</summary>
    public static Expression? ReadInput(JsonElement member)
    {
        if (member.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return null;
        if (member.ValueKind is not JsonValueKind.Object) return new ConstantExpression(member);
        if (member.TryGetProperty("expression", out var expression)) return expression.ValueKind is JsonValueKind.Object ? Read(expression) : null;

        return member.TryGetProperty("memoryReference", out _) ? null : new ConstantExpression(member);
    }

    /// <summary>Whether expressions of a type can be evaluated here.</summary>
    public static bool Supports(string type) => type is "Literal" or "Object" or "Json" or "Variable" or "Input" or "JavaScript";

    /// <summary>A bare <c>{ type, value }</c>, as cases of a switch have it.</summary>
    public static Expression Read(JsonElement expression)
    {
        var type = expression.TryGetProperty("type", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString()! : "Literal";
        expression.TryGetProperty("value", out var value);

        return type switch
        {
            "Literal" => new ConstantExpression(Present(value)),
            "Object" or "Json" => new ConstantExpression(ParseText(value)),
            "Variable" => ReadVariable(ParseText(value)),
            "Input" => new InputExpression(Member(ParseText(value), "name") ?? ""),
            "JavaScript" => new JavaScriptExpression(ScriptCompiler.Compile(value.ValueKind is JsonValueKind.String ? value.GetString()! : value.ToString())),
            _ => new UnknownExpression(type),
        };
    }

    private static VariableExpression ReadVariable(JsonElement variable) =>
        variable.ValueKind is JsonValueKind.String
            ? new(null, variable.GetString())
            : new(Member(variable, "id"), Member(variable, "name"));

    /// <summary>JSON inside a string, as the designer stores it; text that is no JSON stays text.</summary>
    private static JsonElement ParseText(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String) return Present(value);

        try
        {
            return JsonElement.Parse(value.GetString()!);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static JsonElement Present(JsonElement value) => value.ValueKind is JsonValueKind.Undefined ? JsonValues.Null : value;

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
