using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Ends the container it stands in; what else is open there is cancelled.</summary>
public sealed class End : IActivity
{
    public string Type => "Elsa.End";

    public ActivityDescriptor Descriptor { get; } =
        new("Elsa.End", "Flowchart", new("结束", "End"), new("结束所在的流程图", "Ends the flow it stands in"), [], [], ["Done"]) { IsTerminal = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(new ActivityResult.Completed());
}
