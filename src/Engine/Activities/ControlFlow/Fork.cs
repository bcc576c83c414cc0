using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>When a fork goes on.</summary>
public enum ForkJoinMode
{
    /// <summary>When all branches are over.</summary>
    WaitAll,

    /// <summary>When the first branch is over; the others are cancelled.</summary>
    WaitAny,
}

/// <summary>Its branches at once.</summary>
public sealed class Fork : IContainer
{
    private static readonly Input<ForkJoinMode> JoinMode = new("joinMode", ForkJoinMode.WaitAll);

    public string Type => "Elsa.Fork";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Fork", "Control Flow", new("分支并行", "Fork"), new("同时执行各分支", "Runs its branches at once"),
        [new(JoinMode.Name, typeof(ForkJoinMode), new("汇合方式", "Join mode"), JoinMode.Default)], [], ["Done"])
    {
        EmbeddedPorts = ["Branches"], IsBrowsable = false,
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(context.Node.ChildrenIn("branches") is { IsEmpty: false } branches
            ? new ActivityResult.Scheduled([.. branches.Select(branch => new ScheduledChild(branch))])
            : new ActivityResult.Completed());

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count == 0 || context.Get(JoinMode) is ForkJoinMode.WaitAny ? new ActivityResult.Completed() : new ActivityResult.Scheduled());
}
