using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>Work that a procedure asks somebody outside to do and report back by its id; open as long as the row is there.</summary>
public sealed class RequestedTask
{
    public required string Id { get; init; }
    public required Guid InstanceId { get; init; }
    public required string Name { get; init; }

    /// <summary>Of the bookmark that waits for the report.</summary>
    public required string BookmarkHash { get; init; }

    /// <summary>JSON. Encrypted at rest, because it may be what people wrote.</summary>
    public required string Payload { get; init; }

    /// <summary>Business time.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    internal static string HashOf(string taskId) =>
        Engine.Execution.BookmarkHash.Compute(RunTaskStimulus.Name, JsonSerializer.SerializeToElement(new { TaskId = taskId }));

    internal static string TextOf(JsonElement payload) => payload.ValueKind is JsonValueKind.Undefined ? "null" : payload.GetRawText();
}
