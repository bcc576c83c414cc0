using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Marks where a flowchart starts.</summary>
public sealed class Start : IActivity
{
    public string Type => "Elsa.Start";

    public ActivityDescriptor Descriptor { get; } =
        new("Elsa.Start", "Flowchart", new("开始", "Start"), new("流程从这里开始", "Where the flow starts"), [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(new ActivityResult.Completed());
}
