using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>Why a burst runs. Closed.</summary>
public abstract record BurstCause
{
    private BurstCause() { }

    /// <param name="Input">Workflow inputs by name.</param>
    public sealed record Start(ImmutableDictionary<string, JsonElement> Input) : BurstCause
    {
        /// <summary>The trigger that the stimulus met: the flowchart starts there, and the trigger completes at once.</summary>
        public string? TriggerNodeId { get; init; }

        /// <summary>Variables of the workflow that have a value before the first turn, whether the definition declares them or not.</summary>
        public ImmutableDictionary<string, JsonElement> Variables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;
    }

    /// <param name="DueAt">For timers: when it was due. The burst is refused where the bookmark has been moved to later.</param>
    public sealed record Resume(BookmarkId BookmarkId, JsonElement Input, DateTimeOffset? DueAt = null) : BurstCause;

    public sealed record Cancel : BurstCause;

    /// <summary>Runs faulted activities afresh; what a fault of the instance had ended beside them is scheduled again too.</summary>
    /// <param name="Which">Faulted executions; all of them where empty.</param>
    public sealed record Retry(ImmutableArray<ActivityExecutionId> Which) : BurstCause;

    /// <summary>Takes the instance from an active execution to another activity of the same container, or of one around it.</summary>
    public sealed record Reposition(ActivityExecutionId From, string ToNodeId, RepositionMode Mode) : BurstCause;
}

/// <summary>How much is done again after a <see cref="BurstCause.Reposition"/>.</summary>
public enum RepositionMode
{
    /// <summary>Everything behind the target: it ends where it is open and the flow runs through it again.</summary>
    Full,

    /// <summary>The target alone: once it completes, the activity that was left runs again.</summary>
    StraightBack,
}

/// <summary>Everything that a burst depends on.</summary>
/// <param name="Instance">As loaded; for a start, with version 0 and status Pending.</param>
/// <param name="Facts">Where activities read the world; asked on demand, once per key.</param>
/// <param name="Now">Business time.</param>
public sealed record BurstRequest(
    WorkflowGraph Graph, WorkflowInstance Instance, BurstCause Cause, IFactSource Facts, DateTimeOffset Now, IdSource Ids)
{
    /// <summary>Set for a dry burst: collects what it passes and where it must stop.</summary>
    public PreviewTrace? Preview { get; init; }

    /// <summary>Where activities that start other instances find their definitions.</summary>
    public IGraphSource? Graphs { get; init; }

    /// <summary>Most turns in this burst; more means that a loop never waits.</summary>
    public int TurnLimit { get; init; } = Burst.TurnLimit;

    /// <summary>How many instances around this one are being run in the same burst.</summary>
    public int Depth { get; init; }

    /// <summary>Set where the store refused instances started within this burst: those with an activation strategy are not started.</summary>
    public Rejection? ChildrenRefused { get; init; }
}

/// <summary>Compiled definitions.</summary>
public interface IGraphSource
{
    ValueTask<WorkflowGraph?> FindVersionAsync(string definitionVersionId, CancellationToken ct);

    ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct);
}

/// <summary>How a burst ended. Closed.</summary>
public abstract record BurstResult
{
    private BurstResult() { }

    /// <summary>It ran; nothing of it has happened until the commit is written.</summary>
    public sealed record Ran(BurstCommit Commit) : BurstResult;

    public sealed record Refused(Rejection Rejection) : BurstResult;
}
