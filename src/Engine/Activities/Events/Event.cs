using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Waits for an event of a name, or starts an instance when it comes; the result is what the event brought.</summary>
public sealed class Event : ITrigger
{
    private const string Result = "result";

    private static readonly Input<string> EventName = new("eventName", "");

    public string Type => EventStimulus.Name;

    public ActivityDescriptor Descriptor { get; } = new(
        EventStimulus.Name, "Primitives", new("等待事件", "Event"), new("等待指定名称的事件", "Waits for an event to be published"),
        [new(EventName.Name, typeof(string), new("事件名称", "Event name"))],
        [new(Result, typeof(object), new("事件内容", "Result"))], ["Done"]) { MayWait = true };

    public object Describe(ActivityExecutionContext context) =>
        context.Get(EventName) is { Length: > 0 } name ? new EventStimulus(name) : throw new ExpressionException("The event has no name.");

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (!context.IsTriggered) return new(new ActivityResult.Waiting(context.Bookmark(Describe(context))));

        context.SetOutput(Result, context.TriggerInput);
        return new(new ActivityResult.Completed());
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        context.SetOutput(Result, stimulus.Input);

        return new(new ActivityResult.Completed());
    }
}
