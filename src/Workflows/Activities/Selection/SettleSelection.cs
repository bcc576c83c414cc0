using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 选派收尾 (EC-06, EC-07): takes over from the register how far everybody has come, promotes reserves to places that have become free, and ends
/// the case where there is nobody left to promote.
/// </summary>
public sealed class SettleSelection : IActivity
{
    public const string Promoted = nameof(Promoted);

    public string Type => "StaffFlows.SettleSelection";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.SettleSelection", "选派", new("选派收尾", "Settle the selection"),
        new("核对各岗位上岗情况，名额空出时候补递补，否则办结", "Promotes reserves to free places, else ends the case"), [], [], ["Done", Promoted]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (context.IsPreview) return new ActivityResult.Completed("Done");

        var entries = await ReadRegisterAsync(context, facts, ct);
        var promoted = FindPromoted(context, facts, entries);
        await context.MoveAsync(facts, [.. promoted.Select(e => new CandidacyMoved(e.CaseId, e.PersonId, CandidacyState.Proposed))], ct);
        if (promoted.Length > 0)
        {
            context.Record(facts, "entry.candidates.promoted", string.Join('、', promoted.Select(e => facts.Organisation.People[e.PersonId].Name)));
            return new ActivityResult.Completed(Promoted);
        }

        End(context, facts, entries);
        return new ActivityResult.Completed("Done");
    }

    /// <summary>Of whoever is filed the case of his arrival writes the register, and the form follows; of all others the form knows first, in this very burst.</summary>
    private static async ValueTask<ImmutableArray<Candidacy>> ReadRegisterAsync(ActivityExecutionContext context, CaseFacts facts, CancellationToken ct)
    {
        var entries = ImmutableArray.CreateBuilder<Candidacy>();
        var rows = new JsonArray([.. context.ReadResults().Select(row => row.DeepClone())]);
        foreach (var row in rows.OfType<JsonObject>())
        {
            var person = facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))!;
            var record = await context.FactAsync<CandidacyRecord>(FactKinds.Candidacies(person.Id), ct);
            if (record.Entries.FirstOrDefault(e => e.CaseId == facts.Case.CaseId) is not { } entry) continue;

            var shown = SelectionCase.StateOf(row);
            var state = shown is CandidacyState.Filed ? entry.State : shown;
            entries.Add(entry with { State = state });
            row[SelectionFields.State] = SelectionCase.WordOf(state);
            if (state is CandidacyState.OnPost) row["onPostOn"] = $"{person.OnPostDate:yyyy-MM-dd}";
        }

        await context.FillAsync(facts, new() { [SelectionFields.Results] = rows }, ct);
        return entries.ToImmutable();
    }

    /// <summary>In the order of their ranks, as long as they are valid.</summary>
    private static ImmutableArray<Candidacy> FindPromoted(ActivityExecutionContext context, CaseFacts facts, ImmutableArray<Candidacy> entries)
    {
        var form = context.ReadForm();
        var day = OfficeHours.Default.LocalDateOf(context.Now);
        var ranks = FormRows.Of(form, SelectionFields.Ranking).ToDictionary(row => facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))!.Id, row => row.Number("rank") ?? decimal.MaxValue);
        return
        [
            .. SelectionList.Read(form, facts.Organisation).Value!.Posts.SelectMany(post => entries
                .Where(e => e.PostNo == post.No && e.State is CandidacyState.Reserve && e.ReserveUntil >= day)
                .OrderBy(e => ranks.GetValueOrDefault(e.PersonId, decimal.MaxValue))
                .Take(Math.Max(0, post.Places - entries.Count(e => e.PostNo == post.No && (e.IsUnderWay || e.State is CandidacyState.OnPost))))),
        ];
    }

    private static void End(ActivityExecutionContext context, CaseFacts facts, ImmutableArray<Candidacy> entries)
    {
        var posted = entries.Where(e => e.State is CandidacyState.OnPost).Select(e => facts.Organisation.People[e.PersonId].Name).ToList();
        context.Emit(new PlacesReleased(facts.Case.CaseId));
        context.Emit(new CaseStatusChanged(facts.Case.CaseId, posted.Count > 0 ? CaseStatus.Approved : CaseStatus.Rejected, null, null));
        context.Record(facts, "entry.selection-ended", $"{posted.Count}", string.Join('、', posted));
        context.Tell(facts, [facts.Case.ApplicantId], posted.Count > 0 ? "selection.ended" : "selection.ended-empty", [context.ReadText(CaseVariables.Title), $"{posted.Count}"]);
    }
}
