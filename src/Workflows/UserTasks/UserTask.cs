namespace StaffFlows.Workflows.UserTasks;

/// <summary>How several persons share a step.</summary>
public enum UserTaskMode
{
    /// <summary>One shared row; who claims it first decides.</summary>
    One,

    /// <summary>A row each; the first decision closes the others.</summary>
    Any,
}

public enum UserTaskState
{
    /// <summary>Open, held by nobody.</summary>
    Created,

    /// <summary>Open, held by its assignee.</summary>
    Assigned,
    Completed,
    Canceled,
}

/// <summary>Work for a person. 审批任务. Decisions are written once and never edited.</summary>
public sealed class UserTask
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid InstanceId { get; init; }
    public required Guid BookmarkId { get; init; }

    /// <summary>Rows of the same activity execution are one step's row for each of its persons.</summary>
    public required Guid ActivityExecutionId { get; init; }

    /// <summary>The activity's id in the definition; the step's name in the API and in form rights.</summary>
    public required string StepId { get; init; }
    public required string StepName { get; init; }
    public required UserTaskMode Mode { get; init; }
    public UserTaskState State { get; set; }
    public string? AssigneeId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>End of office hours of the last working day; null where the step has none.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>True while the deadline touches a year whose holidays are not published.</summary>
    public bool DueIsProvisional { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The key of the outcome, and for cancelled rows null.</summary>
    public string? Outcome { get; set; }
    public string? Opinion { get; set; }
    public string? DecidedById { get; set; }

    /// <summary>李四 代 张三: fixed at the decision.</summary>
    public string? OnBehalfOfId { get; set; }

    /// <summary>Why it was closed without a decision of its own, as a text key (<c>task.closed.decided-by-other</c>).</summary>
    public string? ClosedBecause { get; set; }

    /// <summary>Who it was offered to and why, as told by the assignee resolver; stays after the candidate rows are gone.</summary>
    public required IReadOnlyList<Reason> Reasons { get; set; }

    /// <summary>The outcomes with labels and intent as the definition had them.</summary>
    public required IReadOnlyList<OutcomeChoice> Outcomes { get; init; }
    public long Version { get; set; }

    /// <summary>For queries; a task is loaded without them.</summary>
    public ICollection<TaskCandidate> Candidates { get; } = [];
}

/// <summary>One person who may claim an open task; the rows go when it closes.</summary>
public sealed class TaskCandidate
{
    public required Guid TaskId { get; init; }
    public required string PersonId { get; init; }

    /// <summary>The task's creation, or when he was added; orders his inbox.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Why this person: the part of the assignee rule that chose him, in both languages.</summary>
public sealed record Reason(string PersonId, string Zh, string En);

public enum OutcomeIntent
{
    Positive,
    Negative,
    Neutral,
}

/// <summary>A possible answer: the activity's port and the API's word, its button label and what it means.</summary>
public sealed record OutcomeChoice(string Key, string Zh, string En, OutcomeIntent Intent, bool OpinionRequired);
