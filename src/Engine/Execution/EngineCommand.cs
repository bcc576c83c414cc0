using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// What a burst sets off beyond its instance: written with its commit, carried out in a burst of its own afterwards, exactly once.
/// Closed. <see cref="Id"/> is drawn from the burst.
/// </summary>
public abstract record EngineCommand(Guid Id)
{
    /// <summary>Starts an instance of the published version, or of a certain one.</summary>
    /// <param name="Parent">Told when the instance ends, and at once where it can't be started.</param>
    public sealed record Start(
        Guid Id, WorkflowInstanceId InstanceId, string DefinitionId, string? DefinitionVersionId,
        ImmutableDictionary<string, JsonElement> Input, string? CorrelationId, ParentLink? Parent) : EngineCommand(Id)
    {
        public ImmutableDictionary<string, JsonElement> Properties { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

        /// <summary>The trigger that the stimulus met; null for an ordinary start.</summary>
        public string? TriggerNodeId { get; init; }
    }

    /// <summary>Resumes one bookmark; nothing happens where it is gone.</summary>
    public sealed record Resume(Guid Id, WorkflowInstanceId InstanceId, BookmarkId BookmarkId, JsonElement Input) : EngineCommand(Id);

    /// <summary>Starts what has a trigger for it and resumes every bookmark that waits for it, found by <see cref="BookmarkHash"/>.</summary>
    /// <param name="InstanceId">Only bookmarks of this instance, and no starts.</param>
    /// <param name="CorrelationId">Only instances with this correlation id; given to those it starts.</param>
    public sealed record Signal(
        Guid Id, string Name, JsonElement Payload, JsonElement Input, WorkflowInstanceId? InstanceId, string? CorrelationId) : EngineCommand(Id);

    /// <summary>Cancels an instance with everything that waits in it; nothing happens where it has ended.</summary>
    public sealed record Cancel(Guid Id, WorkflowInstanceId InstanceId) : EngineCommand(Id);
}
