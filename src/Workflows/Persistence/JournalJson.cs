using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// The packed form of a burst's journal: an entry leaves out what it shares with the one before (its moment, execution and node, and the number
/// that follows) and outcomes where there are none. Earlier releases wrote everything, which reads the same.
/// </summary>
internal static class JournalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ImmutableArray<JournalEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            for (var i = 0; i < entries.Length; i++) Write(writer, entries[i], i == 0 ? null : entries[i - 1]);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static ImmutableArray<JournalEntry> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var entries = ImmutableArray.CreateBuilder<JournalEntry>(document.RootElement.GetArrayLength());
        foreach (var entry in document.RootElement.EnumerateArray()) entries.Add(Read(entry, entries.Count == 0 ? null : entries[^1]));
        return entries.MoveToImmutable();
    }

    private static void Write(Utf8JsonWriter writer, JournalEntry entry, JournalEntry? last)
    {
        writer.WriteStartObject();
        if (entry.Sequence != last?.Sequence + 1) writer.WriteNumber("sequence", entry.Sequence);
        if (last is null || !entry.At.EqualsExact(last.At)) writer.WriteString("at", entry.At);
        if (entry.ActivityExecutionId != last?.ActivityExecutionId) writer.WriteString("activityExecutionId", entry.ActivityExecutionId.ToString());
        if (entry.NodeId != last?.NodeId) writer.WriteString("nodeId", entry.NodeId);
        writer.WriteString("event", entry.Event);
        if (!entry.Outcomes.IsEmpty)
        {
            writer.WriteStartArray("outcomes");
            foreach (var outcome in entry.Outcomes) writer.WriteStringValue(outcome);
            writer.WriteEndArray();
        }

        if (entry.DueAt is { } dueAt) writer.WriteString("dueAt", dueAt);
        Write(writer, "inputs", entry.Inputs);
        Write(writer, "outputs", entry.Outputs);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement? values)
    {
        if (values is not { } given) return;
        writer.WritePropertyName(name);
        given.WriteTo(writer);
    }

    private static JournalEntry Read(JsonElement entry, JournalEntry? last) => new(
        entry.TryGetProperty("sequence", out var sequence) ? sequence.GetInt64() : last!.Sequence + 1,
        entry.TryGetProperty("at", out var at) ? at.GetDateTimeOffset() : last!.At,
        entry.TryGetProperty("activityExecutionId", out var id) ? new(Guid.Parse(id.GetString()!, CultureInfo.InvariantCulture)) : last!.ActivityExecutionId,
        entry.TryGetProperty("nodeId", out var node) ? node.GetString()! : last!.NodeId,
        entry.GetProperty("event").GetString()!,
        entry.TryGetProperty("outcomes", out var outcomes) ? [.. outcomes.EnumerateArray().Select(o => o.GetString()!)] : [],
        entry.TryGetProperty("dueAt", out var dueAt) ? dueAt.GetDateTimeOffset() : null)
    {
        Inputs = ReadValues(entry, "inputs"),
        Outputs = ReadValues(entry, "outputs"),
    };

    /// <summary>Null where the entry has none, whether it says so or leaves them out.</summary>
    private static JsonElement? ReadValues(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var values) && values.ValueKind is not JsonValueKind.Null ? values.Clone() : null;
}
