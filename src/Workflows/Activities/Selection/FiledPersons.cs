using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>备案人员: the persons of a filing, which are those who are still in the selection (SEL-08), set against the headcount of their windows (SEL-09).</summary>
internal static class FiledPersons
{
    private const string Persons = "persons";
    private const string Withdrawn = "withdrawn";

    /// <summary>Takes whoever has withdrawn off the list, says under which number each of the others was made public, and counts anew.</summary>
    /// <returns>Whoever has withdrawn since the list was last looked at.</returns>
    public static async ValueTask<IReadOnlyList<Person>> RefreshAsync(ActivityExecutionContext context, CaseFacts facts, Guid selection, CancellationToken ct)
    {
        var (staying, leaving) = (new List<JsonObject>(), new List<Person>());
        var notices = (await context.FactAsync<PublicisedPersons>(FactKinds.PublicisedPersons(selection), ct)).NoticeByPersonId;
        var withdrawn = FormRows.Of(context.ReadForm(), Withdrawn).Select(row => (JsonNode)row.DeepClone()).ToList();
        foreach (var row in FormRows.Of(context.ReadForm(), Persons).Select(row => row.DeepClone().AsObject()))
        {
            if (facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person)) is { } person)
            {
                if (await HasWithdrawnAsync(context, person, selection, ct))
                {
                    leaving.Add(person);
                    withdrawn.Add(new JsonObject { [SelectionFields.Person] = person.StaffNo, ["on"] = $"{Calendar.OfficeHours.Default.LocalDateOf(context.Now):yyyy-MM-dd}" });
                    continue;
                }

                // where a hall files before it publicises there is no number yet
                if (notices.TryGetValue(person.Id, out var notice)) row["publicity"] = notice.Number;
            }

            staying.Add(row);
        }

        await context.FillAsync(facts, new()
        {
            [Persons] = staying.Count > 0 ? new JsonArray([.. staying]) : null,
            [Withdrawn] = withdrawn.Count > 0 ? new JsonArray([.. withdrawn]) : null,
            ["headcount"] = await CountAsync(context, facts, staying, selection, ct),
        }, ct);
        return leaving;
    }

    public static async ValueTask<bool> HasWithdrawnAsync(ActivityExecutionContext context, Person person, Guid selection, CancellationToken ct) =>
        (await context.FactAsync<CandidacyRecord>(FactKinds.Candidacies(person.Id), ct)).Entries.Any(e => e.CaseId == selection && e.State is CandidacyState.Withdrawn);

    /// <summary>Those whom the form lists.</summary>
    public static IEnumerable<Person> ReadFiled(this ActivityExecutionContext context, CaseFacts facts) =>
        FormRows.Of(context.ReadForm(), Persons).Select(row => facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person))).OfType<Person>();

    private static async ValueTask<JsonArray> CountAsync(ActivityExecutionContext context, CaseFacts facts, IEnumerable<JsonObject> persons, Guid selection, CancellationToken ct)
    {
        var rows = new JsonArray();
        foreach (var window in persons.GroupBy(row => row.Text(SelectionFields.Window)!))
        {
            var reservations = await context.FactAsync<WindowReservations>(FactKinds.WindowReservations(window.Key), ct);
            var vacancies = Vacancies.At(facts.Organisation.Windows[window.Key], facts.Organisation, reservations, selection);
            var replaced = reservations.Entries.Count(r => r.CaseId == selection && r.ReplacesId is not null);
            rows.Add((JsonNode)new JsonObject
            {
                [SelectionFields.Window] = window.Key, ["approved"] = vacancies.Approved, ["onPost"] = vacancies.OnPost, ["filed"] = window.Count(),
                ["replaced"] = replaced, ["after"] = vacancies.OnPost + window.Count() - replaced,
            });
        }

        return rows;
    }
}
