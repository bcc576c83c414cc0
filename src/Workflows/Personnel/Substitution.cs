namespace StaffFlows.Workflows.Personnel;

/// <summary>
/// 代理: in these days somebody else may decide what is a person's to decide. It is looked at whenever his tasks are, never copied
/// into them, and reaches no further: whoever stands in for the substitute does not get them.
/// </summary>
public sealed class Substitution
{
    public required Guid Id { get; init; }

    /// <summary>Whose tasks.</summary>
    public required string PersonId { get; init; }

    /// <summary>Who may decide them.</summary>
    public required string SubstituteId { get; init; }

    /// <summary>From the first moment of this day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>To the last moment of this day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Tasks that came before <see cref="From"/> as well.</summary>
    public required bool IncludesOlder { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public bool IsActiveOn(DateOnly day) => EndedAt is null && From <= day && day <= Until;
}
