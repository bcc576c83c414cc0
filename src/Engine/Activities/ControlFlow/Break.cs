using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Leaves the nearest loop, with everything still open in it; without one, ends the flowchart or sequence it stands in.</summary>
public sealed class Break : IActivity
{
    public string Type => "Elsa.Break";

    public ActivityDescriptor Descriptor { get; } =
        new("Elsa.Break", "Looping", new("跳出循环", "Break"), new("结束所在的循环", "Leaves the loop around it"), [], [], ["Done"]) { IsTerminal = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).Leave(ContainerKind.Loop, ["Done"]);

        return new(new ActivityResult.Completed());
    }
}
