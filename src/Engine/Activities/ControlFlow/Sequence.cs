using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Its activities one after the other; one that is terminal (End, Break) ends it. Remembers nothing: what comes next follows from
/// what has just ended, so that an instance finds its way in a later version too.
/// </summary>
public sealed class Sequence : IRepositionable
{
    public string Type => "Elsa.Sequence";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Sequence", "Workflows", new("顺序执行", "Sequence"), new("依次执行其中的活动", "Runs its activities one after the other"), [], [], ["Done"])
    {
        EmbeddedPorts = ["Activities"], IsBrowsable = false,
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(Run(context, 0));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(child.IsTerminal ? new ActivityResult.Completed() : Run(context, PositionOf(context, child.Node) + 1));

    public bool CanEnter(ContainerContext context, ActivityNode target) => PositionOf(context, target) >= 0;

    public bool IsBehind(ContainerContext context, ActivityNode target, ActivityNode child) => PositionOf(context, child) >= PositionOf(context, target);

    public ImmutableArray<ScheduledChild> Reenter(ContainerContext context, ActivityNode target, ActivityNode? left) => [target];

    private static int PositionOf(ActivityExecutionContext context, ActivityNode step) =>
        context.Node.ChildrenIn("activities").IndexOf(step, 0, ReferenceEqualityComparer.Instance);

    private static ActivityResult Run(ActivityExecutionContext context, int position) =>
        context.Node.ChildrenIn("activities") is var steps && position < steps.Length
            ? new ActivityResult.Scheduled(steps[position])
            : new ActivityResult.Completed();
}
