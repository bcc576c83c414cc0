using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>Marks a member of a bookmark's payload that says something about the bookmark, but not what it waits for.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotHashedAttribute : Attribute;

/// <summary>
/// How a bookmark or trigger is found by what it waits for, in Elsa's formula: SHA-256, upper-case hex, over the stimulus name, the
/// payload's JSON (members as declared, nulls and those marked <see cref="NotHashedAttribute"/> left out, everything but ASCII
/// escaped) and the execution, joined by <c>|</c>; what there is none of is left out.
/// </summary>
public static class BookmarkHash
{
    private static readonly JsonSerializerOptions Hashed = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <summary>Of a payload that has nothing to leave out.</summary>
    public static string Compute(string name, JsonElement payload) => Compute([name, TextOf(payload)]);

    /// <param name="execution">Given where only this one execution is meant, whatever else waits for the same.</param>
    internal static string Compute(string name, object payload, ActivityExecutionId? execution) =>
        Compute([name, TextOf(payload as JsonElement? ?? JsonSerializer.SerializeToElement(payload, payload.GetType(), Hashed)), execution?.ToString() ?? ""]);

    private static string Compute(string[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts.Where(part => part.Length > 0)))));

    private static string TextOf(JsonElement payload)
    {
        if (JsonValues.IsNullish(payload)) return "";
        if (payload.ValueKind is JsonValueKind.String) return payload.GetString()!;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, payload);

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject().Where(member => !JsonValues.IsNullish(member.Value)))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(NotHashedAttribute), inherit: true) is true) property.ShouldSerialize = (_, _) => false;
        }
    }
}
