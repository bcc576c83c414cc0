using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Names the instance.</summary>
public sealed class SetName : IActivity
{
    private static readonly Input<string> Value = new("value", "");

    public string Type => "Elsa.SetName";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetName", "Primitives", new("设置实例名称", "Set Name"), new("给流程实例命名", "Names the workflow instance"),
        [new(Value.Name, typeof(string), new("名称", "Value"), Value.Default)], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).SetInstanceName(context.Get(Value));

        return new(new ActivityResult.Completed());
    }
}
