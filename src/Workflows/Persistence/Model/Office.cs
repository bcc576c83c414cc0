namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>A profile at one version, as JSON.</summary>
public sealed class StoredProfile
{
    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Json { get; init; }
    public required string ContentHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A form at one version, as JSON.</summary>
public sealed class StoredForm
{
    /// <summary>Instead of a version: what an owner works on. Versions count from 1.</summary>
    public const int Draft = 0;

    public required string Key { get; init; }
    public required int Version { get; init; }
    public required string Json { get; set; }
    public required string ContentHash { get; set; }
    public required DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A key of the host's data protection, as its XML.</summary>
public sealed class DataProtectionKey
{
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }
}

/// <summary>How far business time runs ahead of system time. Exactly one row.</summary>
public sealed class StoredClock
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    /// <summary>Never negative, never smaller than before.</summary>
    public TimeSpan Offset { get; set; }
}
