namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>One link of an aggregate's chain. Never changed; only <see cref="Details"/> may be erased when its time is over.</summary>
public sealed class AuditEntry
{
    public required string Aggregate { get; init; }

    /// <summary>1, 2, 3 … within the aggregate.</summary>
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Action { get; init; }

    /// <summary>Null where the procedure itself acted.</summary>
    public string? ActorId { get; init; }

    /// <summary>Canonical JSON; null once erased.</summary>
    public string? Details { get; set; }
    public required string DetailsDigest { get; init; }

    /// <summary>Covers all of the above (the details by their digest) and the digest of the entry before.</summary>
    public required string Digest { get; init; }
}

/// <summary>The end of an aggregate's chain.</summary>
public sealed class AuditHead
{
    public required string Aggregate { get; init; }
    public long Sequence { get; set; }
    public string Digest { get; set; } = "";
}
