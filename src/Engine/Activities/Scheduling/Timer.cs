using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Waits for an interval of business time, or starts an instance each time that it is over; nothing or less completes at once.</summary>
public sealed class Timer : ITrigger
{
    private static readonly Input<TimeSpan> Interval = new("interval", TimeSpan.FromMinutes(1));

    public string Type => "Elsa.Timer";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Timer", "Scheduling", new("定时器", "Timer"), new("每隔一段时间", "At an interval"),
        [new(Interval.Name, typeof(TimeSpan), new("间隔", "Interval"), Interval.Default)], [], ["Done"]) { MayWait = true };

    public object Describe(ActivityExecutionContext context) => new TimerStimulus(context.Get(Interval));

    public DateTimeOffset? DueAfter(JsonElement payload, DateTimeOffset previous, DateTimeOffset now)
    {
        var interval = payload.Deserialize<TimerStimulus>()!.Interval;

        return interval <= TimeSpan.Zero ? null : previous + interval * (Math.Floor((now - previous) / interval) + 1);
    }

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var interval = context.Get(Interval);

        return new(context.IsTriggered || interval <= TimeSpan.Zero
            ? new ActivityResult.Completed()
            : new ActivityResult.Waiting(context.Bookmark(new { }, dueAt: context.Now + interval)));
    }
}
