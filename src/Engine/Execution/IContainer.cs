using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>An activity that runs others inside it. It stays open until it completes itself.</summary>
public interface IContainer : IActivity
{
    /// <summary>Called each time that one of the children ends by completing; cancelled children are not reported.</summary>
    ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct);
}

/// <param name="IsTerminal">The child's type ends its container (End, Complete …).</param>
public sealed record ChildCompletion(ActivityNode Node, ActivityExecutionId ExecutionId, ImmutableArray<string> Outcomes, bool IsTerminal);

/// <summary>An activity with something to work out once per version, such as the graph of a flowchart.</summary>
public interface IPreparedActivity : IActivity
{
    /// <returns>Immutable; handed out by <see cref="ContainerContext.Prepared{T}"/>.</returns>
    object Prepare(ActivityNode node);
}
