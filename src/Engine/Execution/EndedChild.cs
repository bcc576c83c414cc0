using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StaffFlows.Engine.Execution;

/// <summary>How an instance ended, as whoever started it and waits is told.</summary>
public sealed record EndedChild(WorkflowInstanceId InstanceId, WorkflowSubStatus SubStatus, ImmutableDictionary<string, JsonElement> Output)
{
    /// <summary>Why it could not be started at all; then there is no such instance, and the activity that waits for it faults.</summary>
    public string? NotStarted { get; init; }

    /// <summary>Statuses by name, as in all stored JSON.</summary>
    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Json);

    public static EndedChild Read(JsonElement json) => json.Deserialize<EndedChild>(Json)!;
}
