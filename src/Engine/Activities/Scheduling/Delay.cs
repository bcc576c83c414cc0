using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Waits for a span of business time; nothing or less completes at once.</summary>
public sealed class Delay : IActivity
{
    private static readonly Input<TimeSpan> TimeSpan = new("timeSpan", System.TimeSpan.FromMinutes(1));

    public string Type => "Elsa.Delay";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Delay", "Scheduling", new("等待", "Delay"), new("等待一段时间", "Waits for a while"),
        [new(TimeSpan.Name, typeof(TimeSpan), new("时长", "Time span"), TimeSpan.Default)], [], ["Done"]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var span = context.Get(TimeSpan);

        return new(span <= System.TimeSpan.Zero
            ? new ActivityResult.Completed()
            : new ActivityResult.Waiting(context.Bookmark(new { }, dueAt: context.Now + span)));
    }
}
