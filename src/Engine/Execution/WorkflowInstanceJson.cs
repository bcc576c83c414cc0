using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// An instance as JSON: the form in which it is stored, so every member name is a promise. Empty members are left out; unknown ones
/// are ignored when reading.
/// </summary>
public static class WorkflowInstanceJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(WorkflowInstance instance) => Encoding.UTF8.GetString(WriteUtf8(instance).Span);

    public static ReadOnlyMemory<byte> WriteUtf8(WorkflowInstance instance)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, instance);

        return buffer.WrittenMemory;
    }

    /// <exception cref="FormatException">The JSON is no instance.</exception>
    public static WorkflowInstance Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    /// <exception cref="FormatException">The JSON is no instance.</exception>
    public static WorkflowInstance Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(JsonElement.Parse(json));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This is not the JSON of an instance: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        writer.WriteStartObject();
        writer.WriteString("id", instance.Id.Value);
        writer.WriteString("definitionId", instance.DefinitionId);
        writer.WriteString("definitionVersionId", instance.DefinitionVersionId);
        writer.WriteNumber("definitionVersion", instance.DefinitionVersion);
        writer.WriteNumber("version", instance.Version);
        writer.WriteString("subStatus", instance.SubStatus.ToString());
        WriteText(writer, "name", instance.Name);
        WriteText(writer, "correlationId", instance.CorrelationId);
        if (instance.Parent is { } parent)
        {
            writer.WriteStartObject("parent");
            writer.WriteString("instanceId", parent.InstanceId.Value);
            writer.WriteString("bookmarkId", parent.BookmarkId.Value);
            writer.WriteEndObject();
        }

        writer.WriteString("createdAt", instance.CreatedAt);
        writer.WriteString("updatedAt", instance.UpdatedAt);
        if (instance.FinishedAt is { } finishedAt) writer.WriteString("finishedAt", finishedAt);
        WriteList(writer, "executions", instance.Executions, Write);
        WriteList(writer, "bookmarks", instance.Bookmarks, Write);
        WriteList(writer, "incidents", instance.Incidents, Write);
        WriteValues(writer, "input", instance.Input);
        WriteValues(writer, "properties", instance.Properties);
        WriteValues(writer, "output", instance.Output);
        writer.WriteNumber("journalSequence", instance.JournalSequence);
        writer.WriteEndObject();
    }

    private static WorkflowInstance Read(JsonElement json) => new()
    {
        Id = new(json.GetProperty("id").GetGuid()),
        DefinitionId = json.GetProperty("definitionId").GetString()!,
        DefinitionVersionId = json.GetProperty("definitionVersionId").GetString()!,
        DefinitionVersion = json.GetProperty("definitionVersion").GetInt32(),
        Version = json.GetProperty("version").GetInt64(),
        SubStatus = Enum.Parse<WorkflowSubStatus>(json.GetProperty("subStatus").GetString()!),
        Name = ReadText(json, "name"),
        CorrelationId = ReadText(json, "correlationId"),
        Parent = json.TryGetProperty("parent", out var parent)
            ? new(new(parent.GetProperty("instanceId").GetGuid()), new(parent.GetProperty("bookmarkId").GetGuid()))
            : null,
        CreatedAt = json.GetProperty("createdAt").GetDateTimeOffset(),
        UpdatedAt = json.GetProperty("updatedAt").GetDateTimeOffset(),
        FinishedAt = ReadMoment(json, "finishedAt"),
        Executions = ReadList(json, "executions", ReadExecution),
        Bookmarks = ReadList(json, "bookmarks", ReadBookmark),
        Incidents = ReadList(json, "incidents", ReadIncident),
        Input = ReadValues(json, "input"),
        Properties = ReadValues(json, "properties"),
        Output = ReadValues(json, "output"),
        JournalSequence = json.GetProperty("journalSequence").GetInt64(),
    };

    private static void Write(Utf8JsonWriter writer, ActivityExecution execution)
    {
        writer.WriteString("id", execution.Id.Value);
        writer.WriteString("nodeId", execution.NodeId);
        if (execution.Owner is { } owner) writer.WriteString("owner", owner.Value);
        writer.WriteString("status", execution.Status.ToString());
        writer.WriteString("startedAt", execution.StartedAt);
        WriteText(writer, "tag", execution.Tag);
        WriteValues(writer, "memory", execution.Memory);
        WriteValues(writer, "variables", execution.Variables);
    }

    private static ActivityExecution ReadExecution(JsonElement json) => new()
    {
        Id = new(json.GetProperty("id").GetGuid()),
        NodeId = json.GetProperty("nodeId").GetString()!,
        Owner = json.TryGetProperty("owner", out var owner) ? new(owner.GetGuid()) : null,
        Status = Enum.Parse<ActivityStatus>(json.GetProperty("status").GetString()!),
        StartedAt = json.GetProperty("startedAt").GetDateTimeOffset(),
        Tag = ReadText(json, "tag"),
        Memory = ReadValues(json, "memory"),
        Variables = ReadValues(json, "variables"),
    };

    private static void Write(Utf8JsonWriter writer, Bookmark bookmark)
    {
        writer.WriteString("id", bookmark.Id.Value);
        writer.WriteString("name", bookmark.Name);
        writer.WriteString("hash", bookmark.Hash);
        writer.WritePropertyName("payload");
        bookmark.Payload.WriteTo(writer);
        writer.WriteString("activityExecutionId", bookmark.ActivityExecutionId.Value);
        writer.WriteString("nodeId", bookmark.NodeId);
        writer.WriteString("createdAt", bookmark.CreatedAt);
        if (bookmark.DueAt is { } dueAt) writer.WriteString("dueAt", dueAt);
    }

    private static Bookmark ReadBookmark(JsonElement json) => new(
        new(json.GetProperty("id").GetGuid()),
        json.GetProperty("name").GetString()!,
        json.GetProperty("hash").GetString()!,
        json.GetProperty("payload"),
        new(json.GetProperty("activityExecutionId").GetGuid()),
        json.GetProperty("nodeId").GetString()!,
        json.GetProperty("createdAt").GetDateTimeOffset(),
        ReadMoment(json, "dueAt"));

    private static void Write(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteString("activityExecutionId", incident.ActivityExecutionId.Value);
        writer.WriteString("nodeId", incident.NodeId);
        writer.WriteString("code", incident.Code);
        writer.WriteString("message", incident.Message);
        writer.WriteString("at", incident.At);
        if (incident.Turn is not FaultedTurn.Execution) writer.WriteString("turn", incident.Turn.ToString());
        WriteText(writer, "category", incident.Category);
        WriteText(writer, "faultType", incident.FaultType);
        if (incident.SettledAt is { } settledAt) writer.WriteString("settledAt", settledAt);
    }

    private static Incident ReadIncident(JsonElement json) => new(
        new(json.GetProperty("activityExecutionId").GetGuid()),
        json.GetProperty("nodeId").GetString()!,
        json.GetProperty("code").GetString()!,
        json.GetProperty("message").GetString()!,
        json.GetProperty("at").GetDateTimeOffset())
    {
        Turn = ReadText(json, "turn") is { } turn ? Enum.Parse<FaultedTurn>(turn) : FaultedTurn.Execution,
        Category = ReadText(json, "category"),
        FaultType = ReadText(json, "faultType"),
        SettledAt = ReadMoment(json, "settledAt"),
    };

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsEmpty) return;

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>In the order of names, so that the same instance always gives the same text.</summary>
    private static void WriteValues(Utf8JsonWriter writer, string name, ImmutableDictionary<string, JsonElement> values)
    {
        if (values.IsEmpty) return;

        writer.WriteStartObject(name);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            if (value.ValueKind is JsonValueKind.Undefined) writer.WriteNullValue();
            else value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string? ReadText(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? ReadMoment(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;

    private static ImmutableArray<T> ReadList<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var items) ? [.. items.EnumerateArray().Select(read)] : [];

    private static ImmutableDictionary<string, JsonElement> ReadValues(JsonElement json, string name) =>
        json.TryGetProperty(name, out var values)
            ? values.EnumerateObject().ToImmutableDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : ImmutableDictionary<string, JsonElement>.Empty;
}
