using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Gives the instance a correlation id, or takes it away where there is no value.</summary>
public sealed class Correlate : IActivity
{
    private static readonly Input<string?> CorrelationId = new("correlationId", null);

    public string Type => "Elsa.Correlate";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Correlate", "Primitives", new("设置关联号", "Correlate"), new("给流程实例设置关联号", "Sets the correlation id of the workflow instance"),
        [new(CorrelationId.Name, typeof(string), new("关联号", "Correlation id"))], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).SetCorrelationId(context.Get(CorrelationId));

        return new(new ActivityResult.Completed());
    }
}
