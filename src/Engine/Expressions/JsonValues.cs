using System.Globalization;
using System.Text.Json;

namespace StaffFlows.Engine.Expressions;

/// <summary>
/// Between JSON, which instances and definitions are made of, and CLR values. Lenient the way Elsa is: the designer stores nearly
/// everything as text (<c>"5"</c>, <c>"True"</c>, <c>"[\"a\"]"</c>), so text is read as whatever type is asked for.
/// </summary>
public static class JsonValues
{
    public static readonly JsonElement Null = JsonElement.Parse("null");

    /// <summary>For payloads and outputs: members as declared, nulls left out, as Elsa does for the hash of a bookmark.</summary>
    private static readonly JsonSerializerOptions AsDeclared = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    public static JsonElement From(object? value) => value switch
    {
        null => Null,
        JsonElement { ValueKind: JsonValueKind.Undefined } => Null,
        JsonElement element => element,
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), AsDeclared),
    };

    /// <summary>Converts to the type; null for JSON null, whatever the type.</summary>
    /// <exception cref="ExpressionException">The value is none of that type.</exception>
    public static object? To(JsonElement value, Type type)
    {
        if (type == typeof(JsonElement)) return value.ValueKind is JsonValueKind.Undefined ? Null : value;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return null;
        if (type == typeof(object)) return value;

        try
        {
            return Convert(value, Nullable.GetUnderlyingType(type) ?? type);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ExpressionException($"{Shorten(value)} is no {type.Name}.", exception);
        }
    }

    private static object? Convert(JsonElement value, Type type)
    {
        if (type == typeof(string)) return AsText(value);
        if (value.ValueKind is JsonValueKind.String) return FromText(value.GetString()!, value, type);
        if (type == typeof(bool) && value.ValueKind is JsonValueKind.Number) return value.GetDouble() != 0;
        if (IsInteger(type) && value.ValueKind is JsonValueKind.Number && !value.TryGetInt64(out _)) return Whole(value.GetDecimal(), type);

        return value.Deserialize(type, Lenient);
    }

    private static object? FromText(string text, JsonElement value, Type type)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0 && (type.IsValueType || type.IsArray)) return null;
        if (type == typeof(bool)) return bool.Parse(trimmed);
        if (type.IsEnum) return Enum.Parse(type, trimmed, ignoreCase: true);
        if (type == typeof(TimeSpan)) return TimeSpan.Parse(trimmed, CultureInfo.InvariantCulture);
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.Parse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateOnly)) return DateOnly.Parse(trimmed, CultureInfo.InvariantCulture);
        if (type == typeof(Guid)) return Guid.Parse(trimmed);
        if (type == typeof(double) || type == typeof(decimal) || IsInteger(type)) return ((IConvertible)decimal.Parse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture)).ToType(type, CultureInfo.InvariantCulture);
        if (trimmed is ['{' or '[', ..]) return JsonSerializer.Deserialize(trimmed, type, Lenient);
        if (type.IsAssignableFrom(typeof(string[])) && type != typeof(object)) return new[] { text };

        return value.Deserialize(type, Lenient);
    }

    private static object Whole(decimal number, Type type) =>
        decimal.Truncate(number) == number
            ? ((IConvertible)number).ToType(type, CultureInfo.InvariantCulture)
            : throw new FormatException("Not a whole number.");

    private static bool IsInteger(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short);

    /// <summary>Text as a script would show it: numbers and booleans in lower case, composites as JSON.</summary>
    public static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    public static bool IsNullish(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    private static string Shorten(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
