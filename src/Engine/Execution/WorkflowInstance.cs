using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
}

public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}

/// <summary>
/// One running procedure between two bursts: immutable, everything the engine needs to go on after a restart.
/// Written and read as JSON by the engine; that form is a compatibility promise.
/// </summary>
public sealed record WorkflowInstance
{
    public required WorkflowInstanceId Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version it was started with and stays on, unless somebody migrates it.</summary>
    public required string DefinitionVersionId { get; init; }
    public required int DefinitionVersion { get; init; }

    /// <summary>Grows by one with each commit; 0 before the first.</summary>
    public long Version { get; init; }

    public WorkflowSubStatus SubStatus { get; init; } = WorkflowSubStatus.Pending;
    public bool IsFinished => WorkflowLifecycle.IsFinal(SubStatus);

    public string? Name { get; init; }
    public string? CorrelationId { get; init; }

    /// <summary>Set where another instance started this one and waits for its end.</summary>
    public ParentLink? Parent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Running executions and the root; finished ones leave with the commit that finished them.</summary>
    public ImmutableArray<ActivityExecution> Executions { get; init; } = [];
    public ImmutableArray<Bookmark> Bookmarks { get; init; } = [];
    public ImmutableArray<Incident> Incidents { get; init; } = [];

    /// <summary>Workflow inputs whose definition names a storage driver; the others live for the first burst only.</summary>
    public ImmutableDictionary<string, JsonElement> Input { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>What the host attached at start; see <see cref="ActivityExecutionContext.Property{T}"/>.</summary>
    public ImmutableDictionary<string, JsonElement> Properties { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;
    public ImmutableDictionary<string, JsonElement> Output { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The last journal entry's number.</summary>
    public long JournalSequence { get; init; }

    /// <summary>One that has not been written yet.</summary>
    internal static WorkflowInstance New(WorkflowInstanceId id, WorkflowGraph graph, DateTimeOffset now) => new()
    {
        Id = id,
        DefinitionId = graph.Definition.DefinitionId,
        DefinitionVersionId = graph.Definition.Id,
        DefinitionVersion = graph.Definition.Version,
        CreatedAt = now,
    };
}

/// <summary>Who waits for an instance's end, and by which bookmark.</summary>
public sealed record ParentLink(WorkflowInstanceId InstanceId, BookmarkId BookmarkId);

/// <summary>One run of one node that is not over yet, with its memory and the variables it declares.</summary>
public sealed record ActivityExecution
{
    public required ActivityExecutionId Id { get; init; }
    public required string NodeId { get; init; }
    public ActivityExecutionId? Owner { get; init; }
    public ActivityStatus Status { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>By which the owner tells it from other runs of the same node.</summary>
    public string? Tag { get; init; }
    public ImmutableDictionary<string, JsonElement> Memory { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;
    public ImmutableDictionary<string, JsonElement> Variables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;
}

/// <summary>A faulted activity awaiting a decision.</summary>
public sealed record Incident(
    ActivityExecutionId ActivityExecutionId, string NodeId, string Code, string Message, DateTimeOffset At)
{
    /// <summary>In which turn it happened; a container that faulted over a child can't simply be run again.</summary>
    public FaultedTurn Turn { get; init; }
    public string? Category { get; init; }

    /// <summary>What a Fault activity says of itself; for an exception, its type and the place in our code that it came from.</summary>
    public string? FaultType { get; init; }

    /// <summary>When the activity was scheduled again, or the instance taken elsewhere. Null while the incident is open.</summary>
    public DateTimeOffset? SettledAt { get; init; }
}

/// <summary>What an activity was doing when it faulted.</summary>
public enum FaultedTurn
{
    Execution,
    Resumption,

    /// <summary>Being told that a child had ended.</summary>
    ChildCompletion,
}

/// <summary>One line of an instance's history.</summary>
/// <param name="Event">Started, Completed, Suspended, Resumed, Canceled, Faulted or, of the root, Migrated.</param>
/// <param name="Outcomes">With Completed: the ports taken. With Migrated: the version left and the one taken; later node ids are of that one.</param>
/// <param name="DueAt">With Resumed by a timer: when it was due, however late it fired.</param>
public sealed record JournalEntry(
    long Sequence, DateTimeOffset At, ActivityExecutionId ActivityExecutionId, string NodeId, string Event, ImmutableArray<string> Outcomes,
    DateTimeOffset? DueAt = null)
{
    /// <summary>With Started and Resumed: what the inputs' expressions gave in this turn, by input; constants stand in the definition. Null without any.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>With the entry that ends the turn: what the activity gave out, by output. Null without any.</summary>
    public JsonElement? Outputs { get; init; }
}
