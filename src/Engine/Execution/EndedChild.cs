using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StaffFlows.Engine.Execution;

/// <summary>How an instance ended, as whoever started it and waits is told.</summary>
public sealed record EndedChild(WorkflowInstanceId InstanceId, WorkflowSubStatus SubStatus, ImmutableDictionary<string, JsonElement> Output)
{
    /// <summary>Statuses by name, as in all stored JSON.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static EndedChild Read(JsonElement json) => json.Deserialize<EndedChild>(Json)!;
}
