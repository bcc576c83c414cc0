using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Finishes the whole instance, whatever is still open in it.</summary>
public sealed class Finish : IActivity
{
    public string Type => "Elsa.Finish";

    public ActivityDescriptor Descriptor { get; } =
        new("Elsa.Finish", "Primitives", new("终止流程", "Finish"), new("结束整个流程实例", "Finishes the whole instance"), [], [], ["Done"]) { IsTerminal = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).FinishWorkflow();

        return new(new ActivityResult.Completed());
    }
}
