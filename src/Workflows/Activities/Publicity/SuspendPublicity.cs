using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>
/// 公示中断 (PUB-04, EC-04): the notice was taken down, or its text is wrong. After an interruption what was left of the period runs on
/// from the new posting, or all of it where the rule book says so; after a correction always all of it.
/// </summary>
public sealed class SuspendPublicity : IActivity
{
    private static readonly Input<bool> IsCorrection = new("isCorrection", false);

    public string Type => "StaffFlows.SuspendPublicity";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.SuspendPublicity", "公示", new("公示中断", "Suspend the publicity"),
        new("登记公示中断或更正，计算重新张贴后还要公示几个工作日", "Takes down an interruption or a correction, and how many working days are left after posting anew"),
        [new(IsCorrection.Name, typeof(bool), new("更正内容", "Is a correction"), IsCorrection.Default)],
        [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var rules = await PublicityCase.RulesAsync(context, facts, ct);
        var (period, today) = (context.Read<PublicityPeriod>(PublicityVariables.Period)!, OfficeHours.Default.LocalDateOf(context.Now));
        var isCorrection = context.Get(IsCorrection);
        var on = isCorrection ? today : DayOf(context.ReadForm()) ?? today;
        if (on > today || on < period.PostedOn)
            return context.Refuse(new(RejectionKind.Invalid, "form-invalid")
            {
                Fields = [new(PublicityFields.InterruptedOn, "interruption-outside", PublicityCase.DayText(period.PostedOn), PublicityCase.DayText(today))],
            });

        var daysToRun = isCorrection || rules.RestartsOnInterruption ? 0 : Math.Max(1, period.Days - period.DaysBefore(on, facts.Calendar));
        Suspend(context, facts, on, isCorrection, daysToRun);
        return new ActivityResult.Completed();
    }

    internal static void Suspend(ActivityExecutionContext context, CaseFacts facts, DateOnly on, bool isCorrection, int daysToRun)
    {
        context.Write(PublicityVariables.DaysToRun, daysToRun);
        context.Write(PublicityVariables.Event, isCorrection ? PublicityEvents.Correction : PublicityEvents.Interrupted);
        context.Emit(new PublicitySuspended(facts.Case.CaseId, on, isCorrection, daysToRun));

        var day = PublicityCase.DayText(on);
        if (isCorrection) context.Record(facts, "entry.publicity-correcting", day);
        else if (daysToRun == 0) context.Record(facts, "entry.publicity-interrupted-restart", day);
        else context.Record(facts, "entry.publicity-interrupted", day, $"{daysToRun}");
        context.TellConcerned(facts, isCorrection ? "publicity.correcting" : "publicity.interrupted", day);
    }

    private static DateOnly? DayOf(JsonObject form) =>
        IsoDay.Find(form[PublicityFields.InterruptedOn]?.ToString());
}
