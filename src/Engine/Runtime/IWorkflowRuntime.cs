using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>What starts an instance.</summary>
/// <param name="Id">Drawn by the caller, so that effects may name it before the burst runs.</param>
/// <param name="Input">Workflow inputs by name.</param>
/// <param name="Properties">What the instance carries for the host.</param>
/// <param name="Effects">The caller's own part of the commit (the case row, the idempotency key, the audit entry), applied before the burst's.</param>
public sealed record StartWorkflow(
    WorkflowInstanceId Id,
    string DefinitionId,
    ImmutableDictionary<string, JsonElement> Input,
    ImmutableDictionary<string, JsonElement> Properties,
    ImmutableArray<IEffect> Effects)
{
    /// <summary>A certain version instead of the published one.</summary>
    public string? DefinitionVersionId { get; init; }
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }

    /// <summary>Variables that have a value before the first activity runs; see <see cref="BurstCause.Start.Variables"/>.</summary>
    public ImmutableDictionary<string, JsonElement> Variables { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Told when the instance ends.</summary>
    public ParentLink? Parent { get; init; }

    /// <summary>The trigger to start at, which completes at once.</summary>
    public string? TriggerNodeId { get; init; }

    /// <summary>The scheduled trigger that it comes from; it moves on with the commit.</summary>
    public TriggerFired? Fired { get; init; }

    /// <summary>The command that the start carries out.</summary>
    public Guid? Fulfils { get; init; }

    /// <summary>What the caller has just read for it; the first attempt goes by that, any other reads for itself.</summary>
    public Preload? Loaded { get; init; }
}

/// <summary>What wakes one bookmark of one instance.</summary>
public sealed record ResumeWorkflow(
    WorkflowInstanceId InstanceId, BookmarkId BookmarkId, JsonElement Input, ImmutableArray<IEffect> Effects)
{
    /// <summary>Set by the timer pump: when the timer was due. The activity finds it as <c>dueAt</c> in the stimulus's input.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The command that it carries out.</summary>
    public Guid? Fulfils { get; init; }

    /// <summary>The instance where the caller has just loaded it; the first attempt starts from there, any other loads again.</summary>
    public LoadedInstance? Loaded { get; init; }
}

/// <summary>Ends an instance: every waiting execution is cancelled, its bookmarks go with it.</summary>
public sealed record CancelWorkflow(WorkflowInstanceId InstanceId, ImmutableArray<IEffect> Effects)
{
    /// <summary>The command that it carries out.</summary>
    public Guid? Fulfils { get; init; }
}

/// <summary>Runs faulted activities afresh, and with them what the fault of the instance had ended.</summary>
/// <param name="Which">Faulted executions; all where empty. Refused (<c>retry-would-repeat</c>) for a container that faulted over a child.</param>
public sealed record RetryWorkflow(WorkflowInstanceId InstanceId, ImmutableArray<ActivityExecutionId> Which, ImmutableArray<IEffect> Effects);

/// <summary>Takes an instance back, or on, to an activity: by a person's return, or by an administrator's jump.</summary>
/// <param name="From">An active execution: waiting, faulted, or ended by the fault of the instance.</param>
/// <param name="ToNodeId">An activity in the container of <paramref name="From"/>, or in one around it.</param>
/// <remarks>
/// Refused, each with kind InvalidState: <c>reposition-from-not-active</c>, <c>reposition-target-unknown</c>,
/// <c>reposition-target-closed</c> (no container around From has it), <c>reposition-target-illegal</c> (the container can't be entered
/// there); straight back also <c>reposition-from-container</c> and <c>reposition-target-open</c>.
/// </remarks>
public sealed record RepositionWorkflow(
    WorkflowInstanceId InstanceId, ActivityExecutionId From, string ToNodeId, RepositionMode Mode, ImmutableArray<IEffect> Effects);

/// <summary>What a reposition would do: executions that end, and executions that are open once everything waits again.</summary>
/// <param name="Opened">With ids of the dry run; the real one draws others.</param>
public sealed record RepositionPreview(
    ImmutableArray<RepositionedActivity> Closed, ImmutableArray<RepositionedActivity> Opened, Rejection? Refused)
{
    /// <summary>Places that are kept without being active, for one who has sent the instance back, are neither.</summary>
    internal static RepositionPreview Between(WorkflowInstance before, WorkflowInstance after) => new(Missing(before, after), Missing(after, before), null);

    private static ImmutableArray<RepositionedActivity> Missing(WorkflowInstance here, WorkflowInstance there) =>
        [.. here.Executions.Where(execution => execution.Status is not ActivityStatus.Pending)
            .ExceptBy(there.Executions.Select(execution => execution.Id), execution => execution.Id)
            .Select(execution => new RepositionedActivity(execution.NodeId, execution.Id))];
}

/// <summary>One execution of a <see cref="RepositionPreview"/>.</summary>
public sealed record RepositionedActivity(string NodeId, ActivityExecutionId ExecutionId);

/// <summary>How a burst ended for its caller. Closed.</summary>
public abstract record BurstOutcome
{
    private BurstOutcome() { }

    public sealed record Committed(WorkflowInstance Instance) : BurstOutcome
    {
        /// <summary>What the attempt that succeeded was loaded with; null where nothing was read beforehand.</summary>
        public Preload? Loaded { get; init; }
    }

    /// <summary>Refused by a rule, an applier, or because the bookmark is gone (code <c>bookmark-gone</c>, kind InvalidState).</summary>
    public sealed record Refused(Rejection Rejection) : BurstOutcome;
}

/// <summary>One activity that a preview passed: what it would emit and the ports it would take.</summary>
/// <param name="IsCertain">False from the first step on that depends on something nobody can know.</param>
public sealed record PreviewStep(
    string NodeId, ActivityExecutionId ExecutionId, ImmutableArray<IEffect> Effects, ImmutableArray<string> Outcomes, bool Waited, bool IsCertain);

/// <summary>A dry run: nothing committed. Stops at loops, unknowns and after 200 steps.</summary>
public sealed record Preview(ImmutableArray<PreviewStep> Steps, Rejection? Refused, bool ReachedEnd);

/// <summary>Runs bursts: load, run, commit; again after a conflict.</summary>
public interface IWorkflowRuntime
{
    Task<BurstOutcome> StartAsync(StartWorkflow start, CancellationToken ct);

    Task<BurstOutcome> ResumeAsync(ResumeWorkflow resume, CancellationToken ct);

    Task<BurstOutcome> CancelAsync(CancelWorkflow cancel, CancellationToken ct);

    Task<BurstOutcome> RetryAsync(RetryWorkflow retry, CancellationToken ct);

    Task<BurstOutcome> RepositionAsync(RepositionWorkflow reposition, CancellationToken ct);

    /// <summary>What a reposition would close and open, by the same code, committing nothing.</summary>
    Task<RepositionPreview> PreviewRepositionAsync(RepositionWorkflow reposition, CancellationToken ct);

    /// <summary>Refused with every active activity that has no place in the new version among the rejection's fields.</summary>
    Task<BurstOutcome> MigrateAsync(MigrateWorkflow migrate, CancellationToken ct);

    /// <summary>What a migration would do, or why it would be refused; effects are left out of it.</summary>
    Task<MigrationReport> PreviewMigrationAsync(MigrateWorkflow migrate, CancellationToken ct);

    /// <summary>What a start would do, by the same code, committing nothing.</summary>
    Task<Preview> PreviewAsync(StartWorkflow start, CancellationToken ct);

    /// <summary>What would happen to a running instance if every waiting activity were answered as it predicts.</summary>
    Task<Preview> PreviewAsync(WorkflowInstanceId id, CancellationToken ct);
}
