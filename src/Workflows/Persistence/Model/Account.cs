namespace StaffFlows.Workflows.Persistence.Model;

/// <summary>What a person signs in with. Lockouts run on system time.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }
    public required string PersonId { get; init; }
    public required string UserName { get; set; }

    /// <summary>Unique; what a sign-in looks for.</summary>
    public required string NormalizedUserName { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>Drawn anew with each change that must end other sessions.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>The language of the interface that the person chose last; null: the hall's. Mail and SMS are written in it.</summary>
    public string? Language { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public int AccessFailedCount { get; set; }
    public bool MustChangePassword { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public long Version { get; set; }
}
