using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>What the engine still has to carry out; goes with the commit that carries it out. Leases and order run on system time.</summary>
public sealed class StoredCommand
{
    public required Guid Id { get; init; }

    /// <summary>Which of the engine's commands it is; see <see cref="CommandJson"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its content. Encrypted at rest, because inputs are what people wrote.</summary>
    public required string Json { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LeaseOwner { get; set; }

    /// <summary>How often it was leased.</summary>
    public int Attempts { get; set; }

    internal static StoredCommand Of(EngineCommand command, DateTimeOffset systemNow) => new()
    {
        Id = command.Id,
        Kind = CommandJson.KindOf(command),
        Json = CommandJson.Write(command),
        CreatedAt = systemNow,
    };

    internal LeasedCommand ToLeased() => new(CommandJson.Read(Kind, Json), Attempts);
}

/// <summary>Where a published definition can be started from outside. Leases run on system time.</summary>
public sealed class StoredTrigger
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public required string NodeId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required string Payload { get; init; }

    /// <summary>Business time of the next start; null where none is scheduled, or none any more.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LeaseOwner { get; set; }

    internal static StoredTrigger Of(Trigger trigger) => new()
    {
        Id = trigger.Id,
        DefinitionId = trigger.DefinitionId,
        DefinitionVersionId = trigger.DefinitionVersionId,
        NodeId = trigger.NodeId,
        Name = trigger.Name,
        Hash = trigger.Hash,
        Payload = RequestedTask.TextOf(trigger.Payload),
        DueAt = trigger.DueAt,
    };

    internal Trigger ToTrigger() =>
        new(Id, DefinitionId, DefinitionVersionId, NodeId, Name, Hash, JsonElement.Parse(Payload), DueAt);

    internal DueTrigger ToDue() => new(Id, DueAt!.Value);
}
