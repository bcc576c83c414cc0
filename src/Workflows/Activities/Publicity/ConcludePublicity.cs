using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Workflows.Activities.Publicity;

/// <summary>
/// 公示结果 (PUB-06): writes what the period has come to. While objections are open, those whom they concern wait for them, or the whole
/// list does (PUB-05); the others hear at once that nothing stands against them.
/// </summary>
public sealed class ConcludePublicity : IActivity
{
    public const string Done = nameof(Done);
    public const string Corrected = nameof(Corrected);

    private const string Interim = "interim";

    public string Type => "StaffFlows.ConcludePublicity";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.ConcludePublicity", "公示", new("公示结果", "Conclude the publicity"),
        new("期满后形成公示结果；有未办结异议的等待核查结论", "Writes the result after the period; waits for objections that are still open"),
        [], [new("result", typeof(object), new("公示结果", "Result"))], [Done, Corrected]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => SettleAsync(context, null, ct);

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => SettleAsync(context, stimulus, ct);

    private static async ValueTask<ActivityResult> SettleAsync(ActivityExecutionContext context, Stimulus? stimulus, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        var rules = await PublicityCase.RulesAsync(context, facts, ct);
        var register = await context.FactAsync<ObjectionRegister>(FactKinds.Objections(facts.Case.CaseId), ct);
        if (context.TakesUpCorrection(register))
        {
            SuspendPublicity.Suspend(context, facts, OfficeHours.Default.LocalDateOf(context.Now), isCorrection: true, daysToRun: 0);
            return new ActivityResult.Completed(Corrected);
        }

        var result = ResultOf(context, register, rules);
        if (!register.HasOpen) return Conclude(context, facts, rules, result);

        if (context.Recall<string>(Interim) != result.ToJson())
        {
            context.Remember(Interim, result.ToJson());
            context.Emit(new PublicityExpired(facts.Case.CaseId, result));
            context.Record(facts, "entry.publicity-expired", $"{result.Passed.Length}", $"{result.Held.Length}");
            context.TellOffice(facts, "publicity.held", $"{result.Held.Length}");
            if (rules.SplitsOnObjection && result.Passed.Length > 0) CaseProgressStimulus.Post(context, facts.Case.CaseId, new { result });
        }

        if (stimulus is null) return new ActivityResult.Waiting(context.Bookmark(new ObjectionStimulus(facts.Case.CaseId.ToString("N")), PublicityStimuli.Objection));

        ((ContainerContext)context).Keep(stimulus.BookmarkId);
        return new ActivityResult.Waiting();
    }

    private static ActivityResult.Completed Conclude(ActivityExecutionContext context, CaseFacts facts, PublicityRules rules, PublicityResult result)
    {
        var isPassed = result.Passed.Length > 0;
        context.Emit(new PublicityConcluded(facts.Case.CaseId, result, OfficeHours.Default.LocalDateOf(context.Now).AddDays(rules.KeepDays)));
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, isPassed ? CaseStatus.Approved : CaseStatus.Rejected, null, null));
        context.Record(
            facts, "entry.publicity-concluded", PublicityCase.DayText(result.FirstDay), PublicityCase.DayText(result.LastDay), $"{result.Objections}",
            $"{result.Passed.Length}", $"{result.Disqualified.Length}");
        context.TellOffice(facts, "publicity.concluded", $"{result.Objections}", $"{result.Passed.Length}");
        context.TellConcerned(facts, "publicity.ended");

        context.SetOutput("result", result);
        ((ContainerContext)context).SetWorkflowOutput("result", JsonSerializer.SerializeToElement(result, JsonSerializerOptions.Web));
        return new(Done);
    }

    private static PublicityResult ResultOf(ActivityExecutionContext context, ObjectionRegister register, PublicityRules rules)
    {
        var period = context.Read<PublicityPeriod>(PublicityVariables.Period)!;
        var persons = context.ReadList(PublicityVariables.PersonIds);
        var (held, disqualified) = (register.Held(persons, rules.SplitsOnObjection), register.Disqualified.Where(persons.Contains).ToImmutableArray());
        return new(
            period.FirstDay, period.LastDay, period.Days,
            [.. context.ReadPostings().OrderBy(p => p.Value).Select(p => new VenuePosting(p.Key, p.Value))],
            register.Entries.Length, register.Entries.Count(e => e.IsUpheld),
            [.. persons.Except(held).Except(disqualified)], held, disqualified);
    }
}
