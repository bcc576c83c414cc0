using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>
/// 公示期 (TC-1, PUB-04): runs from the later of the postings until 24:00 of the last day. No date is in what it waits for, so the end
/// moves with the calendar: later where a changed holiday notice makes the period longer, never earlier (EC-05, TC-9).
/// </summary>
public sealed class RunPublicity : IActivity
{
    public const string TypeName = "StaffFlows.RunPublicity";
    public const string Ended = nameof(Ended);
    public const string Corrected = nameof(Corrected);

    private const string End = TypeName + "/End";
    private const string MidTerm = TypeName + "/MidTerm";
    private const string EndsSoon = TypeName + "/EndsSoon";

    public string Type => TypeName;

    public ActivityDescriptor Descriptor { get; } = new(
        TypeName, "公示", new("公示期", "Publicity period"),
        new("按工作日历等到公示期满；日历变化时只顺延、不缩短", "Waits for the end of the period by the working-day calendar; a changed calendar lengthens it, never shortens it"),
        [], [new("lastDay", typeof(string), new("到期日", "Last day"))], [Ended, Corrected]) { MayWait = true };

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var rules = await PublicityCase.RulesAsync(context, facts, ct);
        if (context.ReadPostings() is not { Count: > 0 } postings) return new ActivityResult.Faulted("publicity-not-posted", "No venue has confirmed a posting.");

        var days = context.ReadNumber(PublicityVariables.DaysToRun) is > 0 and var left ? left : rules.WorkingDays;
        var postedOn = OfficeHours.Default.LocalDateOf(postings.Values.Max());
        var period = PublicityPeriod.From(postedOn, days, rules.CountsPostingDay, facts.Calendar);
        Keep(context, period);
        context.Emit(new PublicityStarted(facts.Case.CaseId, period));
        context.Record(facts, period.IsProvisional ? "entry.publicity-started-provisional" : "entry.publicity-started", Text(period.FirstDay), Text(period.LastDay), $"{days}");
        context.TellOffice(facts, "publicity.started", Text(period.LastDay));
        context.TellConcerned(facts, "publicity.started", Text(period.LastDay));
        return new ActivityResult.Waiting([.. Arm(context, facts, period), .. Listen(context, facts)]);
    }

    public async ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var period = context.Read<PublicityPeriod>(PublicityVariables.Period)!;
        return stimulus.Name switch
        {
            MidTerm => Remind(context, facts, "publicity.mid-term", "entry.publicity-mid-term", period),
            EndsSoon => Remind(context, facts, "publicity.ends-soon", "entry.publicity-ends-soon", period),
            PublicityStimuli.Calendar => Follow(context, facts, period, stimulus),
            PublicityStimuli.Objection => await HearAsync(context, facts, stimulus, ct),
            _ => await EndAsync(context, facts, period, ct),
        };
    }

    /// <summary>
    /// Reads the objections too: one that is handed in at this very moment makes the two commits meet, so it is before the end or after
    /// it, never lost between them (EC-01).
    /// </summary>
    private static async ValueTask<ActivityResult> EndAsync(ActivityExecutionContext context, CaseFacts facts, PublicityPeriod period, CancellationToken ct)
    {
        if (period.By(facts.Calendar) is var again && again.LastDay > period.LastDay) return Lengthen(context, facts, period, again);

        await context.FactAsync<ObjectionRegister>(FactKinds.Objections(facts.Case.CaseId), ct);
        context.Write(PublicityVariables.Event, PublicityEvents.Ended);
        return new ActivityResult.Completed(Ended);
    }

    private static ActivityResult.Waiting Follow(ActivityExecutionContext context, CaseFacts facts, PublicityPeriod period, Stimulus stimulus)
    {
        ((ContainerContext)context).Keep(stimulus.BookmarkId);
        var again = period.By(facts.Calendar);
        if (again.LastDay > period.LastDay) return Lengthen(context, facts, period, again);
        if (again.IsProvisional == period.IsProvisional) return new ActivityResult.Waiting();

        Keep(context, again);
        context.Emit(new PublicityLengthened(facts.Case.CaseId, again));
        context.Record(facts, again.IsProvisional ? "entry.publicity-provisional" : "entry.publicity-confirmed", Text(again.LastDay));
        return new ActivityResult.Waiting();
    }

    private static ActivityResult.Waiting Lengthen(ActivityExecutionContext context, CaseFacts facts, PublicityPeriod before, PublicityPeriod period)
    {
        Keep(context, period);
        foreach (var timer in new[] { End, MidTerm, EndsSoon }) context.Burn(timer);
        context.Emit(new PublicityLengthened(facts.Case.CaseId, period));
        context.Record(facts, "entry.publicity-lengthened", Text(before.LastDay), Text(period.LastDay));
        context.TellOffice(facts, "publicity.lengthened", Text(before.LastDay), Text(period.LastDay));
        context.TellConcerned(facts, "publicity.lengthened", Text(before.LastDay), Text(period.LastDay));
        return new ActivityResult.Waiting([.. Arm(context, facts, period)]);
    }

    private static ActivityResult.Waiting Remind(ActivityExecutionContext context, CaseFacts facts, string textKey, string entryKey, PublicityPeriod period)
    {
        context.TellOffice(facts, textKey, Text(period.LastDay));
        context.Record(facts, entryKey, Text(period.LastDay));
        return new ActivityResult.Waiting();
    }

    /// <summary>An objection is settled: where it was right about the text, that is corrected and posted anew.</summary>
    private static async ValueTask<ActivityResult> HearAsync(ActivityExecutionContext context, CaseFacts facts, Stimulus stimulus, CancellationToken ct)
    {
        var register = await context.FactAsync<ObjectionRegister>(FactKinds.Objections(facts.Case.CaseId), ct);
        if (context.TakesUpCorrection(register))
        {
            SuspendPublicity.Suspend(context, facts, OfficeHours.Default.LocalDateOf(context.Now), isCorrection: true, daysToRun: 0);
            return new ActivityResult.Completed(Corrected);
        }

        ((ContainerContext)context).Keep(stimulus.BookmarkId);
        return new ActivityResult.Waiting();
    }

    private static IEnumerable<Bookmark> Arm(ActivityExecutionContext context, CaseFacts facts, PublicityPeriod period)
    {
        var office = OfficeHours.Default;
        yield return context.Bookmark(new { }, End, period.EndsAt(office));
        if (period.MidTerm(facts.Calendar) is { } middle && office.MomentOf(middle, office.MorningStart) is var check && check > context.Now)
            yield return context.Bookmark(new { }, MidTerm, check);
        if (office.MomentOf(facts.Calendar.AddWorkingDays(period.LastDay, -1).Result, office.MorningStart) is var soon && soon > context.Now)
            yield return context.Bookmark(new { }, EndsSoon, soon);
    }

    private static ImmutableArray<Bookmark> Listen(ActivityExecutionContext context, CaseFacts facts) =>
    [
        context.Bookmark(new { }, PublicityStimuli.Calendar),
        context.Bookmark(new ObjectionStimulus(facts.Case.CaseId.ToString("N")), PublicityStimuli.Objection),
    ];

    private static void Keep(ActivityExecutionContext context, PublicityPeriod period)
    {
        context.Write(PublicityVariables.Period, period);
        context.SetOutput("lastDay", Text(period.LastDay));
    }

    private static string Text(DateOnly day) => PublicityCase.DayText(day);
}
