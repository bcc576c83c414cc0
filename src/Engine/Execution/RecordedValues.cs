using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Values as the journal keeps them: of inputs only what expressions gave, because constants stand in the definition; long ones cut,
/// so that a history stays small whatever runs through it; sensitive ones masked.
/// </summary>
public static class RecordedValues
{
    /// <summary>Stands for a value that nobody is to read.</summary>
    public const string Mask = "******";

    /// <summary>Characters of JSON that are kept of one value; a longer one becomes text that ends with an ellipsis.</summary>
    public const int MaxLength = 500;

    /// <summary>Characters of JSON from which on the rest of an entry's values is left to the ellipsis.</summary>
    public const int MaxTotal = 2_000;

    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null where there are none.</summary>
    internal static JsonElement? Of(IReadOnlyDictionary<string, JsonElement> values) => values.Count == 0 ? null : Write(values.Select(value => (value.Key, value.Value)));

    /// <summary>Inputs as one turn evaluated them; null where all are constants.</summary>
    internal static JsonElement? Of(GraphNode node, IReadOnlyDictionary<string, object?> evaluated) => evaluated.Count == 0
        ? null
        : Write(evaluated.Select(input => (input.Key, node.FindInput(input.Key)!.Descriptor.IsSensitive ? JsonValues.From(Mask) : JsonValues.From(input.Value))));

    private static JsonElement Write(IEnumerable<(string Name, JsonElement Value)> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Plainly);
        json.WriteStartObject();
        var left = MaxTotal;
        foreach (var (name, value) in values)
        {
            json.WritePropertyName(name);
            left -= WriteShortened(json, value, Math.Clamp(left, 0, MaxLength));
        }

        json.WriteEndObject();
        json.Flush();
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <returns>What it took of the room.</returns>
    private static int WriteShortened(Utf8JsonWriter json, JsonElement value, int room)
    {
        var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (text.Length <= room)
        {
            value.WriteTo(json);
            return text.Length;
        }

        var end = room > 0 && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        json.WriteStringValue(string.Concat(text.AsSpan(0, end), "…"));
        return end;
    }
}
