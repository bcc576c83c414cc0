using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>成绩汇总 (SEL-06, EC-06): the panel's marks become scores and ranks; who has a place is proposed, who has none but passed is a reserve for some months.</summary>
public sealed class RankCandidates : IActivity
{
    private static readonly Input<bool> WithInterview = new("withInterview", true);

    public string Type => "StaffFlows.RankCandidates";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.RankCandidates", "选派", new("成绩汇总", "Rank the candidates"),
        new("按权重汇总面试成绩、排名，确定拟任和候补", "Weighs and ranks the marks; says who is proposed and who is a reserve"),
        [new(WithInterview.Name, typeof(bool), new("经过面试", "After an interview"), WithInterview.Default)], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.IsPreview) return new ActivityResult.Completed();

        var (form, rules) = (context.ReadForm(), await SelectionCase.RulesAsync(context, facts, ct));
        var interviewees = ReadInterviewees(context, facts, form);
        var marks = context.Get(WithInterview) ? ReadMarks(form, facts) : [];
        var places = SelectionList.Read(form, facts.Organisation).Value!.Posts.ToImmutableDictionary(p => p.No, p => p.Places);
        var ranked = context.Get(WithInterview)
            ? InterviewScores.Rank(interviewees, marks, places, context.ReadText(ScheduleInterview.Chair), rules)
            : InterviewScores.InOrder(interviewees, places);

        var until = OfficeHours.Default.LocalDateOf(context.Now).AddMonths(rules.ReserveMonths);
        await context.MoveAsync(facts, [.. ranked.Select(r => new CandidacyMoved(facts.Case.CaseId, r.PersonId, r.Result)
        {
            Score = r.Score, Rank = r.Rank, ReserveUntil = r.Result is CandidacyState.Reserve ? until : null,
        })], ct, Tables(facts, rules, ranked, marks, until));
        context.Record(facts, "entry.candidates-ranked", $"{ranked.Count(r => r.Result is CandidacyState.Proposed)}", $"{ranked.Count(r => r.Result is CandidacyState.Reserve)}");
        return new ActivityResult.Completed();
    }

    private static ImmutableArray<Interviewee> ReadInterviewees(ActivityExecutionContext context, CaseFacts facts, JsonObject form)
    {
        var absent = FormRows.Of(form, "attendance").Where(row => row.Text("attended") is not (null or "present")).Select(row => row.Text(SelectionFields.Person)).ToHashSet();
        return [.. context.ReadResults().Where(row => SelectionCase.StateOf(row) is CandidacyState.Qualified).Select(row => new Interviewee(
            facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))!.Id, row.Text(SelectionFields.Post)!, !absent.Contains(row.Text(SelectionFields.Person))))];
    }

    /// <summary>Each panelist's own values, by his id, in the cells of the score sheet.</summary>
    private static ImmutableArray<Marks> ReadMarks(JsonObject form, CaseFacts facts) =>
    [
        .. from row in FormRows.Of(form, "scoreSheet")
           let person = facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))
           where person is not null && row["knowledge"] is JsonObject
           from panelist in row["knowledge"]!.AsObject().Select(cell => cell.Key).Order(StringComparer.Ordinal)
           select new Marks(person.Id, panelist, Mark(row, "knowledge", panelist), Mark(row, "communication", panelist), Mark(row, "response", panelist)),
    ];

    private static decimal Mark(JsonObject row, string dimension, string panelist) => (row[dimension] as JsonObject)?.Number(panelist) ?? 0;

    private static JsonObject Tables(CaseFacts facts, SelectionRules rules, ImmutableArray<Ranked> ranked, ImmutableArray<Marks> marks, DateOnly until) => new()
    {
        [SelectionFields.Scores] = new JsonArray([.. marks.Select(m => new JsonObject
        {
            [SelectionFields.Person] = facts.Organisation.People[m.PersonId].StaffNo,
            [SelectionFields.Panelist] = facts.Organisation.FindPerson(m.PanelistId)?.StaffNo,
            ["knowledge"] = m.Knowledge, ["communication"] = m.Communication, ["response"] = m.Response, ["total"] = m.Total(rules.Weights),
        })]),
        [SelectionFields.Ranking] = new JsonArray([.. ranked.Select(r => new JsonObject
        {
            [SelectionFields.Person] = facts.Organisation.People[r.PersonId].StaffNo, [SelectionFields.Post] = r.PostNo, ["score"] = r.Score, ["rank"] = r.Rank,
            ["result"] = SelectionCase.WordOf(r.Result), ["validUntil"] = r.Result is CandidacyState.Reserve ? $"{until:yyyy-MM-dd}" : null, ["note"] = r.IsTie ? Tie.Zh : null,
            [FieldText.English] = r.IsTie ? new JsonObject { ["note"] = Tie.En } : null,
        })]),
    };

    private static readonly LocalizedText Tie = new("同分，按主考官应变能力评分排序", "Same score; the chair's mark for presence of mind decides");
}
