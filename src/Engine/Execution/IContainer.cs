using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>An activity that runs others inside it. It stays open until it completes itself.</summary>
public interface IContainer : IActivity
{
    /// <summary>What <c>Complete</c> and <c>Break</c> look for when they leave the containers around them.</summary>
    ContainerKind Kind => ContainerKind.Plain;

    /// <summary>Called each time that one of the children ends by completing; cancelled children are not reported.</summary>
    ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct);
}

/// <summary>What a container is to the activities inside it.</summary>
public enum ContainerKind
{
    Plain,

    /// <summary><c>Break</c> ends it.</summary>
    Loop,

    /// <summary><c>Complete</c> ends it; it has inputs, outputs and outcomes of its own: the workflow, or one used as an activity.</summary>
    Composite,
}

/// <param name="IsTerminal">The child's type ends its container (End, Complete …).</param>
/// <param name="Tag">As given in <see cref="ScheduledChild.Tag"/>.</param>
public sealed record ChildCompletion(
    ActivityNode Node, ActivityExecutionId ExecutionId, ImmutableArray<string> Outcomes, bool IsTerminal, string? Tag)
{
    /// <summary>The child that won against this one, as told in <see cref="ContainerContext.Outrun"/>.</summary>
    public ActivityNode? OutrunBy { get; init; }
}

/// <summary>A child that is scheduled, running, waiting or faulted.</summary>
public sealed record OpenChild(ActivityExecutionId Id, ActivityNode Node, string? Tag);

/// <summary>An activity with something to work out once per version, such as the graph of a flowchart.</summary>
public interface IPreparedActivity : IActivity
{
    /// <returns>Immutable; handed out by <see cref="ContainerContext.Prepared{T}"/>.</returns>
    object Prepare(ActivityNode node, WorkflowDefinition definition);
}
