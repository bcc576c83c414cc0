using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>The packed form of a burst's journal.</summary>
internal static class JournalJson
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ExecutionIdJson() },
    };

    public static string Write(ImmutableArray<JournalEntry> entries) => JsonSerializer.Serialize(entries, Compact);

    public static ImmutableArray<JournalEntry> Read(string json) => JsonSerializer.Deserialize<ImmutableArray<JournalEntry>>(json, Compact);

    private sealed class ExecutionIdJson : JsonConverter<ActivityExecutionId>
    {
        public override ActivityExecutionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(Guid.ParseExact(reader.GetString()!, "N"));

        public override void Write(Utf8JsonWriter writer, ActivityExecutionId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
