using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>What an activity makes of the end of the one instance that it waits for.</summary>
internal static class ChildEnd
{
    public static ActivityResult Take(ActivityExecutionContext context, Stimulus stimulus)
    {
        var child = EndedChild.Read(stimulus.Input);
        if (child.NotStarted is { } code) return NotStarted(code, child);

        AwaitedChildren.End(context, child.InstanceId);
        context.SetOutput("result", child.Output);
        return new ActivityResult.Completed();
    }

    public static ActivityResult.Faulted NotStarted(string code, EndedChild child) =>
        new("child-not-started", $"The instance {child.InstanceId} could not be started: {code}.");
}
