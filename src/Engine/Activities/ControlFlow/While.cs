using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Runs its body as long as a condition holds, asked anew before each turn.</summary>
public sealed class While : IContainer
{
    private static readonly Input<bool> Condition = new("condition", false);

    public string Type => "Elsa.While";
    public ContainerKind Kind => ContainerKind.Loop;

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.While", "Looping", new("当条件成立时循环", "While"), new("条件成立时反复执行", "Runs its body as long as a condition holds"),
        [new(Condition.Name, typeof(bool), new("条件", "Condition"), false)], [], ["Done"])
    {
        EmbeddedPorts = ["Body"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(Turn(context));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) => new(Turn(context));

    private static ActivityResult Turn(ActivityExecutionContext context) =>
        context.Node.FindChild("body") is { } body && context.Get(Condition) ? new ActivityResult.Scheduled(body) : new ActivityResult.Completed();
}
