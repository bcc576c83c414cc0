using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Sets an output of the workflow.</summary>
public sealed class SetOutput : IActivity
{
    private static readonly Input<string> Name = new("outputName", "");
    private static readonly Input<JsonElement> Value = new("outputValue", JsonValues.Null);

    public string Type => "Elsa.SetOutput";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.SetOutput", "Primitives", new("设置输出", "Set Output"), new("设置流程的输出", "Sets an output of the workflow"),
        [new(Name.Name, typeof(string), new("输出", "Output")), new(Value.Name, typeof(JsonElement), new("值", "Value"))], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).SetWorkflowOutput(context.Get(Name), context.Get(Value));

        return new(new ActivityResult.Completed());
    }
}
