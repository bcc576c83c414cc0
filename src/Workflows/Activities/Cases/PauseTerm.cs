using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Publicity;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>
/// 中止计时: a term stands still while somebody else has the case. What is left of it, at least one working day, is what the step has when the
/// case comes back. The day on which the case is given away counts.
/// </summary>
public sealed class PauseTerm : IActivity
{
    private static readonly Input<string> Since = new("since", "");
    private static readonly Input<string> Days = new("days", "");

    public string Type => "StaffFlows.PauseTerm";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.PauseTerm", "人事流程", new("中止计时", "Pause a term"),
        new("补正等期间办理时限中止，剩余工作日留待恢复后使用", "Keeps what is left of a term while the case is with somebody else"),
        [
            new(Since.Name, typeof(string), new("起算时间的变量", "Variable with its start"), Since.Default),
            new(Days.Name, typeof(string), new("剩余工作日的变量", "Variable with the days left"), Days.Default),
        ],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.Read<DateTimeOffset?>(context.Get(Since)) is not { } since) return new ActivityResult.Completed();

        var (from, today) = (OfficeHours.Default.LocalDateOf(since), OfficeHours.Default.LocalDateOf(context.Now));
        var gone = from < today ? facts.Calendar.WorkingDaysInclusive(from.AddDays(1), today).Result : 0;
        var left = Math.Max(1, context.ReadNumber(context.Get(Days)) - gone);
        context.Write(context.Get(Days), left);
        context.Record(facts, "entry.term-paused", $"{left}");
        return new ActivityResult.Completed();
    }
}
