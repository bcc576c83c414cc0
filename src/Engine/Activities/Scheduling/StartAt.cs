using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Waits until a moment, or starts an instance then; one that is past, or none, completes at once and starts nothing.</summary>
public sealed class StartAt : ITrigger
{
    private static readonly Input<DateTimeOffset> DateTime = new("dateTime", default);

    public string Type => "Elsa.StartAt";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.StartAt", "Scheduling", new("定时开始", "Start At"), new("等到指定时间", "Waits until a moment"),
        [new(DateTime.Name, typeof(DateTimeOffset), new("时间", "Date and time"))], [], ["Done"]) { MayWait = true };

    public object Describe(ActivityExecutionContext context) => new StartAtStimulus(context.Get(DateTime));

    public DateTimeOffset? DueAfter(JsonElement payload, DateTimeOffset previous, DateTimeOffset now) =>
        payload.Deserialize<StartAtStimulus>()!.ExecuteAt is var at && at > now ? at : null;

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var at = context.Get(DateTime);

        return new(context.IsTriggered || at <= context.Now
            ? new ActivityResult.Completed()
            : new ActivityResult.Waiting(context.Bookmark(new { }, dueAt: at)));
    }
}
