using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>All its activities at once; over when all are.</summary>
public sealed class Parallel : IContainer
{
    public string Type => "Elsa.Parallel";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Parallel", "Workflows", new("并行执行", "Parallel"), new("同时执行其中的活动，全部完成后继续", "Runs its activities at once and waits for all of them"), [], [], ["Done"])
    {
        EmbeddedPorts = ["Activities"], IsBrowsable = false,
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(context.Node.ChildrenIn("activities") is { IsEmpty: false } all
            ? new ActivityResult.Scheduled([.. all.Select(activity => new ScheduledChild(activity))])
            : new ActivityResult.Completed());

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count == 0 ? new ActivityResult.Completed() : new ActivityResult.Scheduled());
}
