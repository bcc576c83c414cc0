namespace StaffFlows.Workflows.UserTasks;

/// <summary>How several persons share a step.</summary>
public enum UserTaskMode
{
    /// <summary>One shared row; who claims it first decides.</summary>
    One,

    /// <summary>A row each; the first decision closes the others.</summary>
    Any,

    /// <summary>会签. A row each at the same time; all decide.</summary>
    All,

    /// <summary>票决. A row each at the same time; so many in a hundred must be in favour.</summary>
    Ratio,

    /// <summary>依次审批. A row each, one after the other.</summary>
    InTurn,
}

public enum UserTaskState
{
    /// <summary>Open, held by nobody.</summary>
    Created,

    /// <summary>Open, held by its assignee.</summary>
    Assigned,
    Completed,
    Canceled,

    /// <summary>Open, but not its turn: others of the step come before. In nobody's inbox.</summary>
    Waiting,

    /// <summary>Closed by whoever took the case back to an earlier step.</summary>
    Returned,
}

/// <summary>Work for a person. 审批任务. Decisions are written once and never edited.</summary>
public sealed class UserTask
{
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required Guid InstanceId { get; init; }

    /// <summary>Where the row waits; another one after each pause.</summary>
    public required Guid BookmarkId { get; set; }

    /// <summary>Rows of the same activity execution are one step's row for each of its persons.</summary>
    public required Guid ActivityExecutionId { get; init; }

    /// <summary>The activity's id in the definition; the step's name in the API and in form rights.</summary>
    public required string StepId { get; init; }
    public required string StepName { get; init; }
    public required UserTaskMode Mode { get; init; }
    public UserTaskState State { get; set; }
    public string? AssigneeId { get; set; }

    /// <summary>When it came to those who hold it; again where it was handed to them later.</summary>
    public required DateTimeOffset CreatedAt { get; set; }

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

    /// <summary>What whoever decides it may do with it besides.</summary>
    public TaskRights Rights { get; init; }

    /// <summary>Nobody reads this opinion before the step is over but he who wrote it.</summary>
    public bool IsBlind { get; init; }

    /// <summary>The row whose holder brought this one in; null for those whom the step asked itself.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>How the row came to its holder otherwise than by the step's rule; null where it did not.</summary>
    public AskedAs? AskedAs { get; set; }

    /// <summary>Who brought it to its holder.</summary>
    public string? AskedById { get; set; }

    /// <summary>How often its holder was urged, and when last.</summary>
    public int Urged { get; set; }
    public DateTimeOffset? UrgedAt { get; set; }
    public long Version { get; set; }

    /// <summary>For queries; a task is loaded without them.</summary>
    public ICollection<TaskCandidate> Candidates { get; } = [];
}

/// <summary>One of several persons who may claim an open task; the rows go when it closes. Whoever is asked alone holds it at once and has none.</summary>
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
