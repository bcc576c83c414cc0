using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>A place from which a published definition can be started from outside; indexed when the definition is published.</summary>
/// <param name="NodeId">The activity that the instance starts at.</param>
/// <param name="Hash">Over <paramref name="Name"/> and <paramref name="Payload"/>, as of a bookmark.</param>
/// <param name="DueAt">For schedules: business time of the next start. Null where only a stimulus can start it.</param>
public sealed record Trigger(
    Guid Id, string DefinitionId, string DefinitionVersionId, string NodeId, string Name, string Hash, JsonElement Payload, DateTimeOffset? DueAt)
{
    /// <summary>The workflow input, under Elsa's name, that carries what the stimulus brought to an instance it starts; gone after the first burst.</summary>
    public const string InputName = "__EventPayloadWorkflowInput";
}

/// <summary>That a scheduled trigger has started an instance.</summary>
/// <param name="DueAt">The moment that it was due; guards against a second start for it.</param>
/// <param name="NextDueAt">Null where it fires only once.</param>
public sealed record TriggerFired(Guid TriggerId, DateTimeOffset DueAt, DateTimeOffset? NextDueAt);

public interface ITriggerStore
{
    Task<ImmutableArray<Trigger>> FindByHashAsync(string hash, CancellationToken ct);

    Task<Trigger?> FindAsync(Guid triggerId, CancellationToken ct);

    /// <summary>Moves a scheduled trigger on without a start, because the start was refused.</summary>
    /// <returns>False where it has moved already; then nothing is written.</returns>
    Task<bool> MoveOnAsync(TriggerFired fired, CancellationToken ct);
}
