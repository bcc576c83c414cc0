using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>One version of a definition; <see cref="Json"/> is Elsa's form of it. At most one version is published, one latest.</summary>
public sealed class StoredDefinition
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }

    /// <summary>Since when its content can't change: it was published, or a newer version came. Null for a draft.</summary>
    public DateTimeOffset? SealedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Json { get; set; }

    /// <summary>SHA-256 of the canonical JSON without version and flags; the same content is not imported twice.</summary>
    public required string ContentHash { get; set; }
}

/// <summary>A running or finished instance: what lists show in columns, everything else in <see cref="State"/>.</summary>
public sealed class StoredInstance
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; init; }
    public required int DefinitionVersion { get; init; }

    /// <summary>Guards every commit of a burst.</summary>
    public long Version { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }

    /// <summary>The instance that waits for this one's end.</summary>
    public Guid? ParentInstanceId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public int IncidentCount { get; set; }

    /// <summary>The engine's JSON of the instance. Encrypted at rest.</summary>
    public required string State { get; set; }
}

/// <summary>Where an instance waits, so that a stimulus finds it; the payload is in the instance's state.</summary>
public sealed class StoredBookmark
{
    public required Guid Id { get; init; }
    public required Guid InstanceId { get; init; }
    public required Guid ActivityExecutionId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public required string NodeId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A bookmark that the engine wakes itself at a business time. Leases run on system time.</summary>
public sealed class StoredTimer
{
    public required Guid BookmarkId { get; init; }
    public required Guid InstanceId { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LeaseOwner { get; set; }

    public TimerEntry ToEntry() => new(new(InstanceId), new(BookmarkId), DueAt);
}

/// <summary>The journal entries of one burst, packed. Encrypted at rest, because of the values in it.</summary>
public sealed class StoredJournal
{
    public required Guid InstanceId { get; init; }

    /// <summary>The number of the first entry in it.</summary>
    public required long FromSequence { get; init; }
    public required string Json { get; set; }
}
