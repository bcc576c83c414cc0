using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>What a variable's type name means for its value. Unknown names mean any value; a value that does not fit stays as it is.</summary>
internal static class VariableTypes
{
    public static JsonElement Convert(Variable variable, JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String) return value;
        if (variable.IsArray) return TryParse(value);

        try
        {
            return ShortName(variable.TypeName) switch
            {
                "Byte" or "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal" => JsonValues.From(JsonValues.To(value, typeof(decimal))),
                "Boolean" => JsonValues.From(JsonValues.To(value, typeof(bool))),
                "Object" or "ObjectDictionary" or "ExpandoObject" or "JsonNode" or "JsonObject" or "JsonArray" or "JsonElement" => TryParse(value),
                _ => value,
            };
        }
        catch (ExpressionException)
        {
            return value;
        }
    }

    /// <summary><c>System.Int32, System.Private.CoreLib</c> is Int32.</summary>
    private static string ShortName(string typeName)
    {
        var name = typeName.Split(',')[0].Trim();

        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static JsonElement TryParse(JsonElement text)
    {
        if (text.GetString()!.TrimStart() is not ['{' or '[', ..]) return text;

        try
        {
            return JsonElement.Parse(text.GetString()!);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
