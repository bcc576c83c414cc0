using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Runs one of two activities, or none where that one is missing; goes on by <c>Done</c> either way.</summary>
public sealed class If : IContainer
{
    private static readonly Input<bool> Condition = new("condition", false);

    public string Type => "Elsa.If";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.If", "Branching", new("如果", "If"), new("按条件执行两个活动之一", "Runs one of two activities by a condition"),
        [new(Condition.Name, typeof(bool), new("条件", "Condition"), false)],
        [new("result", typeof(bool), new("条件的结果", "Result"))], ["Done"])
    {
        EmbeddedPorts = ["Then", "Else"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var holds = context.Get(Condition);
        context.SetOutput("result", holds);

        return new(context.Node.FindChild(holds ? "then" : "else") is { } chosen ? new ActivityResult.Scheduled(chosen) : new ActivityResult.Completed());
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(new ActivityResult.Completed());
}
