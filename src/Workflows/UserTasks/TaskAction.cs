using System.Collections.Immutable;

namespace StaffFlows.Workflows.UserTasks;

/// <summary>What a step lets people do with a task besides deciding it.</summary>
[Flags]
public enum TaskRights
{
    None = 0,

    /// <summary>退回: to an earlier step.</summary>
    Return = 1,

    /// <summary>转办: somebody else decides instead; it does not come back.</summary>
    Transfer = 2,

    /// <summary>委派: somebody else says what he thinks, then it comes back.</summary>
    Delegate = 4,

    /// <summary>加签: others decide as well.</summary>
    AddSign = 8,

    /// <summary>催办: the applicant asks for it to be decided.</summary>
    Urge = 16,

    /// <summary>抄送: others are to know of it.</summary>
    Copy = 32,
}

/// <summary>When those whom somebody adds decide.</summary>
public enum SignPosition
{
    /// <summary>He waits until they have.</summary>
    Before,

    /// <summary>Once he has.</summary>
    After,

    /// <summary>At the same time.</summary>
    Parallel,
}

/// <summary>How a row came to its holder otherwise than by the step's rule.</summary>
public enum AskedAs
{
    Delegated,
    Transferred,
    Before,
    After,
    Parallel,
}

/// <summary>Something that a person does with a row besides deciding it; the input of the stimulus that wakes the step.</summary>
/// <param name="Right">One of them, not <see cref="TaskRights.Return"/>: that is a reposition of the instance.</param>
/// <param name="PersonIds">Whom it is handed to, added or copied; empty for an urge.</param>
/// <param name="OnBehalfOfId">Whose task it is where a substitute acts.</param>
public sealed record TaskAction(Guid TaskId, TaskRights Right, string ById, string? OnBehalfOfId, ImmutableArray<string> PersonIds)
{
    public SignPosition Position { get; init; }

    /// <summary>What he says with it.</summary>
    public string? Opinion { get; init; }
}
