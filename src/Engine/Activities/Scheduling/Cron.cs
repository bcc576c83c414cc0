using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Scheduling;

namespace StaffFlows.Engine.Activities;

/// <summary>Waits for the next moment that a cron expression names, or starts an instance at each of them; see <see cref="CronSchedule"/>.</summary>
public sealed class Cron : ITrigger
{
    private static readonly Input<string> CronExpression = new("cronExpression", "");

    public string Type => "Elsa.Cron";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Cron", "Scheduling", new("周期（cron）", "Cron"), new("按 cron 表达式的时间", "At the times of a cron expression"),
        [new(CronExpression.Name, typeof(string), new("cron 表达式", "Cron expression"))], [], ["Done"]) { MayWait = true };

    public object Describe(ActivityExecutionContext context) => new CronStimulus(context.Get(CronExpression));

    public DateTimeOffset? DueAfter(JsonElement payload, DateTimeOffset previous, DateTimeOffset now)
    {
        var text = payload.Deserialize<CronStimulus>()!.CronExpression;

        return CronSchedule.TryParse(text, out var schedule, out var problem) ? schedule.NextAfter(now) : throw new FormatException(problem.En);
    }

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (context.IsTriggered) return new(new ActivityResult.Completed());
        if (!CronSchedule.TryParse(context.Get(CronExpression), out var schedule, out var problem)) return new(new ActivityResult.Faulted("cron-invalid", problem.En));

        return new(schedule.NextAfter(context.Now) is { } next
            ? new ActivityResult.Waiting(context.Bookmark(new { }, dueAt: next))
            : new ActivityResult.Faulted("cron-invalid", $"'{schedule.Text}' never comes."));
    }
}
