using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Goes on by <c>True</c> or <c>False</c>; a condition without a value is false.</summary>
public sealed class FlowDecision : IActivity
{
    private static readonly Input<bool> Condition = new("condition", false);

    public string Type => "Elsa.FlowDecision";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowDecision", "Branching", new("判断", "Decision"), new("按条件走“是”或“否”", "Goes on by True or False"),
        [new(Condition.Name, typeof(bool), new("条件", "Condition"), Condition.Default)], [], ["True", "False"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(new ActivityResult.Completed(context.Get(Condition) ? "True" : "False"));
}
