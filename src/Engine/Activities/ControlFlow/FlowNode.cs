using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>A frame around one activity.</summary>
public sealed class FlowNode : IContainer
{
    public string Type => "Elsa.FlowNode";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowNode", "Flow", new("容器", "Container"), new("执行其中的一个活动", "Runs the one activity inside it"), [], [], ["Done"])
    {
        EmbeddedPorts = ["Body"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(context.Node.FindChild("body") is { } body ? new ActivityResult.Scheduled(body) : new ActivityResult.Completed());

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(new ActivityResult.Completed());
}
