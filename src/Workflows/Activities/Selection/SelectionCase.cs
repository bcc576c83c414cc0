using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;
using StaffFlows.Workflows.Publicity;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>What the steps of a selection have in common: its rules, and the table of who has come how far.</summary>
internal static class SelectionCase
{
    public static async ValueTask<SelectionRules> RulesAsync(ActivityExecutionContext context, CaseFacts facts, CancellationToken ct) =>
        SelectionRules.From(await context.FactAsync<Profile>(FactKinds.Profile(facts.Case.ProfileKey, facts.Case.ProfileVersion), ct));

    /// <summary>Everybody who was recommended, in the unit's order, with where he stands: rows of <see cref="SelectionFields.Results"/>.</summary>
    public static IReadOnlyList<JsonObject> ReadResults(this ActivityExecutionContext context) => FormRows.Of(context.ReadForm(), SelectionFields.Results);

    public static CandidacyState StateOf(JsonObject result) => Enum.Parse<CandidacyState>(result.Text(SelectionFields.State)!, ignoreCase: true);

    public static string WordOf(CandidacyState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{state}");

    /// <summary>Whoever has withdrawn, by staff number.</summary>
    public static IReadOnlySet<string> ReadWithdrawn(this ActivityExecutionContext context) =>
        context.ReadResults().Where(row => StateOf(row) is CandidacyState.Withdrawn).Select(row => row.Text(SelectionFields.Person)!).ToHashSet();

    /// <summary>Persons in a state, by staff number.</summary>
    public static ImmutableArray<Person> PersonsIn(this ActivityExecutionContext context, CaseFacts facts, CandidacyState state) =>
        [.. context.ReadResults().Where(row => StateOf(row) == state).Select(row => facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))).OfType<Person>()];

    /// <summary>
    /// Writes the moves into the register and into the form's table of results. Whoever has withdrawn stays out, whatever is still decided of him
    /// at a step that had begun before.
    /// </summary>
    public static async ValueTask MoveAsync(this ActivityExecutionContext context, CaseFacts facts, IReadOnlyCollection<CandidacyMoved> moves, CancellationToken ct, JsonObject? besides = null)
    {
        var rows = new JsonArray([.. context.ReadResults().Select(row => row.DeepClone())]);
        foreach (var move in moves)
        {
            var number = facts.Organisation.People[move.PersonId].StaffNo;
            if (rows.OfType<JsonObject>().FirstOrDefault(row => row.Text(SelectionFields.Person) == number) is not { } row || StateOf(row) is CandidacyState.Withdrawn) continue;

            row[SelectionFields.State] = WordOf(move.State);
            if (move.FilingNumber is { } filing) row["filingNumber"] = filing;
            context.Emit(move);
        }

        var fields = besides ?? [];
        fields[SelectionFields.Results] = rows;
        await context.FillAsync(facts, fields, ct);
    }

    /// <summary>The public page of the list that he stood on says that he has withdrawn: it is one of its venues.</summary>
    public static async ValueTask SayWithdrawnAsync(this ActivityExecutionContext context, Guid selection, Person person, CancellationToken ct)
    {
        var notices = (await context.FactAsync<PublicisedPersons>(FactKinds.PublicisedPersons(selection), ct)).NoticeByPersonId;
        if (notices.TryGetValue(person.Id, out var notice)) context.Emit(new PublicisedPersonWithdrew(notice.CaseId, person.Name));
    }
}
