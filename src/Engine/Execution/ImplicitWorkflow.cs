using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>The root that every definition has without saying so: runs its one child and ends with it.</summary>
internal sealed class ImplicitWorkflow : IContainer
{
    public static readonly ImplicitWorkflow Instance = new();

    public string Type => ActivityTree.RootType;
    public ContainerKind Kind => ContainerKind.Composite;

    public ActivityDescriptor Descriptor { get; } =
        new(ActivityTree.RootType, "System", new("流程", "Workflow"), new("整个流程", "The workflow as a whole"), [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(new ActivityResult.Scheduled([.. context.Node.Children]));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(new ActivityResult.Completed());
}
