namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>How often a versioned fact has changed; no row means 0.</summary>
public sealed class FactVersion
{
    public required string Kind { get; init; }
    public required string Id { get; init; }
    public long Version { get; set; }
}

/// <summary>How often an immutable snapshot (organisation, calendar, profiles, forms) was replaced; no row means 0.</summary>
public sealed class SnapshotVersion
{
    public required string Kind { get; init; }
    public long Version { get; set; }
}

/// <summary>The last number allotted for a pattern in a year.</summary>
public sealed class CaseCounter
{
    public required string Pattern { get; init; }
    public required int Year { get; init; }
    public long Value { get; set; }
}

/// <summary>A request's key with the answer that was committed with it; a repeat gets the same answer.</summary>
public sealed class AnsweredRequest
{
    public required string UserId { get; init; }
    public required string Key { get; init; }

    /// <summary>Tells a repeat from another request that reuses the key.</summary>
    public required string RequestHash { get; init; }

    /// <summary><c>{id, number, status, taskId}</c> of the case.</summary>
    public required string Answer { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
