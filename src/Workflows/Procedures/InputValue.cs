using System.Globalization;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Procedures;

/// <summary>What is written in one input of a step, the same for the same meaning however the designer spelt it.</summary>
/// <param name="Syntax"><c>Literal</c>, or the type of the expression.</param>
internal sealed record InputValue(string Syntax, string Text)
{
    private const int Longest = 80;
    private const string Constant = "Literal";

    public bool IsConstant => Syntax is Constant;

    /// <summary>The input's default where the definition leaves it out.</summary>
    public static InputValue Of(ActivityNode node, InputDescriptor input)
    {
        if (!node.Properties.TryGetValue(input.Name, out var member) || member.ValueKind is JsonValueKind.Null) return DefaultOf(input);
        if (member.ValueKind is not JsonValueKind.Object || !member.TryGetProperty("expression", out var expression)) return OfMember(member);
        if (expression.ValueKind is not JsonValueKind.Object) return DefaultOf(input);

        var syntax = expression.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String ? type.GetString()! : Constant;
        expression.TryGetProperty("value", out var value);
        return syntax switch
        {
            "Literal" when value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null => DefaultOf(input),
            "Literal" => new(Constant, Canonical(value)),
            "Object" or "Json" => new(Constant, Canonical(Parsed(value))),
            "Variable" => new(syntax, NameOf(Parsed(value))),
            _ => new(syntax, Canonical(value)),
        };
    }

    /// <summary>A member that is no input: shown by its name where it has one.</summary>
    public static InputValue OfMember(JsonElement member) => new(Constant, member.ValueKind is JsonValueKind.Object ? NameOf(member) : Canonical(member));

    public LocalizedText InWords() => Syntax switch
    {
        Constant when Text.Length == 0 => new("空", "nothing"),
        Constant => Text switch
        {
            "true" => new("是", "yes"),
            "false" => new("否", "no"),
            _ => new(Short(Text), Short(Text)),
        },
        "Variable" => new($"变量“{Text}”", $"variable “{Text}”"),
        _ => new($"脚本 {Short(Text)}", $"script {Short(Text)}"),
    };

    private static InputValue DefaultOf(InputDescriptor input) => new(Constant, input.DefaultValue switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        JsonElement json => json.ValueKind is JsonValueKind.Undefined || IsEmpty(json) ? "" : Canonical(json),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    });

    private static bool IsEmpty(JsonElement json) =>
        (json.ValueKind is JsonValueKind.Array && json.GetArrayLength() == 0) || (json.ValueKind is JsonValueKind.Object && !json.EnumerateObject().Any());

    private static string NameOf(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty("name", out var name) && name.ValueKind is JsonValueKind.String ? name.GetString()! : Canonical(json);

    private static JsonElement Parsed(JsonElement value)
    {
        try
        {
            return value.ValueKind is JsonValueKind.String ? JsonElement.Parse(value.GetString()!) : value;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>Text as it is, members in the order of their names, and nothing for what says nothing.</summary>
    private static string Canonical(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!.Trim(),
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array or JsonValueKind.Object when IsEmpty(json) => "",
        JsonValueKind.Array => $"[{string.Join(", ", json.EnumerateArray().Select(Canonical))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {Canonical(member.Value)}"))}}}",
        _ => json.ToString(),
    };

    private static string Short(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
