using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.UserTasks;

/// <summary>A step asks persons for a decision: one row for all of them (mode one), or one of several.</summary>
/// <param name="Candidates">Never empty; with a single person he is assigned at once.</param>
public sealed record UserTaskRequested(
    Guid TaskId,
    Guid CaseId,
    WorkflowInstanceId InstanceId,
    BookmarkId BookmarkId,
    ActivityExecutionId ExecutionId,
    string StepId,
    string StepName,
    UserTaskMode Mode,
    ImmutableArray<Reason> Candidates,
    ImmutableArray<OutcomeChoice> Outcomes,
    DateTimeOffset? DueAt,
    bool DueIsProvisional) : IEffect
{
    /// <summary>It is there, but not its turn yet: <see cref="UserTaskHanded"/> follows.</summary>
    public bool IsWaiting { get; init; }
    public TaskRights Rights { get; init; }
    public bool IsBlind { get; init; }

    /// <summary>The row whose holder brought it in.</summary>
    public Guid? ParentId { get; init; }
    public AskedAs? AskedAs { get; init; }
    public string? AskedById { get; init; }
}

/// <summary>An open row is these persons' now, and nobody's else: its turn has come, it came back, or it was transferred.</summary>
/// <param name="DueAt">Null leaves its deadline as it is.</param>
public sealed record UserTaskHanded(Guid TaskId, BookmarkId BookmarkId, ImmutableArray<string> PersonIds, DateTimeOffset? DueAt, bool DueIsProvisional) : IEffect
{
    /// <summary>Why, where that is new.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];
    public AskedAs? AskedAs { get; init; }
    public string? AskedById { get; init; }
}

/// <summary>An open row waits until others of its step have decided.</summary>
public sealed record UserTaskPaused(Guid TaskId) : IEffect;

/// <summary>Whoever holds it was urged.</summary>
public sealed record UserTaskUrged(Guid TaskId, string ById) : IEffect;

/// <summary>Whoever holds a row has taken the case back to an earlier step. What else closes in this burst closes for that.</summary>
/// <param name="StepName">Where to.</param>
public sealed record UserTaskReturned(Guid TaskId, string ById, string? OnBehalfOfId, string Opinion, string StepId, string StepName, bool IsStraightBack) : IEffect;

/// <summary>A row is decided.</summary>
public sealed record UserTaskCompleted(
    Guid TaskId, string Outcome, string? Opinion, string DecidedById, string? OnBehalfOfId) : IEffect;

/// <summary>A row is closed without a decision of its own.</summary>
/// <param name="Because">A text key: <c>task.closed.decided-by-other</c>, <c>task.closed.step-decided</c>, <c>task.closed.case-ended</c>, <c>task.closed.timed-out</c>.</param>
public sealed record UserTaskCanceled(Guid TaskId, string Because) : IEffect;

/// <summary>More persons may decide, e.g. after an escalation.</summary>
public sealed record UserTaskCandidatesAdded(Guid TaskId, ImmutableArray<Reason> Candidates) : IEffect;

/// <summary>What a person decided; the input of the stimulus that wakes the step.</summary>
/// <param name="Data">The form's data after the step's checked changes; null where it changed nothing.</param>
public sealed record Decision(
    Guid TaskId, string Outcome, string? Opinion, string ById, string? OnBehalfOfId, JsonObject? Data)
{
    /// <summary>
    /// What the step posted, checked once already. It is taken into the form as that is when the decision is carried out: others may have
    /// decided since it was read. Null where it changed nothing, and in decisions of earlier releases.
    /// </summary>
    public JsonObject? Changes { get; init; }
}
