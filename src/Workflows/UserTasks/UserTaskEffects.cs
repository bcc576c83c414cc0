using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.UserTasks;

/// <summary>A step asks persons for a decision: one row (mode one) or one of several (mode any).</summary>
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
    bool DueIsProvisional) : IEffect;

/// <summary>A row is decided.</summary>
public sealed record UserTaskCompleted(
    Guid TaskId, string Outcome, string? Opinion, string DecidedById, string? OnBehalfOfId) : IEffect;

/// <summary>A row is closed without a decision of its own.</summary>
/// <param name="Because">A text key: <c>task.closed.decided-by-other</c>, <c>task.closed.case-ended</c>, <c>task.closed.timed-out</c>.</param>
public sealed record UserTaskCanceled(Guid TaskId, string Because) : IEffect;

/// <summary>More persons may decide, e.g. after an escalation.</summary>
public sealed record UserTaskCandidatesAdded(Guid TaskId, ImmutableArray<Reason> Candidates) : IEffect;

/// <summary>What a person decided; the input of the stimulus that wakes the step.</summary>
/// <param name="Data">The form's data after the step's checked changes; null where it changed nothing.</param>
public sealed record Decision(
    Guid TaskId, string Outcome, string? Opinion, string ById, string? OnBehalfOfId, JsonObject? Data);
