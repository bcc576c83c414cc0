using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Activities.Cases;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Selection;

namespace StaffFlows.Workflows.Activities.Selection;

/// <summary>
/// 备案核对 (SEL-08, SEL-09): says under which number each person was made public, and sets them against the approved headcount of their windows. Made anew whenever the unit reports,
/// because somebody else may have come to the window meanwhile.
/// </summary>
public sealed class PrepareFiling : IActivity
{
    public string Type => "StaffFlows.PrepareFiling";

    public ActivityDescriptor Descriptor { get; } = new(
        "StaffFlows.PrepareFiling", "选派", new("备案核对", "Prepare the filing"),
        new("按窗口核对核定人数、在岗人数和本次备案人数", "Sets the persons against the headcount of their windows"), [], [], ["Done"]);

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var facts = await CaseFacts.ReadAsync(context, ct);
        if (facts.Case.ParentCaseId is not { } selection) return new ActivityResult.Faulted("filing-without-selection", "The case belongs to no selection.");

        var rows = new JsonArray();
        foreach (var window in FormRows.Of(context.ReadForm(), "persons").GroupBy(row => row.Text(SelectionFields.Window)!))
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

        await context.FillAsync(facts, new() { ["headcount"] = rows, ["persons"] = await WithPublicitiesAsync(context, facts, selection, ct) }, ct);
        return new ActivityResult.Completed();
    }

    /// <summary>公示编号 stands beside each person; where a hall files before it publicises there is none yet.</summary>
    private static async ValueTask<JsonArray> WithPublicitiesAsync(ActivityExecutionContext context, CaseFacts facts, Guid selection, CancellationToken ct)
    {
        var notices = (await context.FactAsync<PublicisedPersons>(FactKinds.PublicisedPersons(selection), ct)).NoticeByPersonId;
        var rows = FormRows.Of(context.ReadForm(), "persons").Select(row => row.DeepClone().AsObject()).ToList();
        foreach (var row in rows)
            if (facts.Organisation.FindByStaffNo(row.Text(SelectionFields.Person)) is { } person && notices.TryGetValue(person.Id, out var notice)) row["publicity"] = notice.Number;
        return [.. rows];
    }
}
