using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary><c>/cases/{id}/print</c>: the 请（休）假审批单 for paper.</summary>
internal sealed class CasePrint(GetCase cases, CaseSheets sheets, Wording say, IStringLocalizer<Texts> texts, BusinessClock clock)
{
    private static readonly string[] NoOpinion = ["change", "choose-stand-in"];

    /// <summary>Whether there is a sheet for the case.</summary>
    public static bool Prints(Case of) => of.FormKey is "leave";

    public async Task<IResult> ShowAsync(Guid id, Viewer by, CancellationToken ct)
    {
        var read = await cases.ExecuteAsync(id, by, ct);
        return read.Value is { } sight && Has(sight.Case) ? Pages.Show<LeaveSheetView>(Model(sight, by)) : Pages.NotFound();
    }

    /// <summary>Only leave has a form that is laid down on paper.</summary>
    public static bool Has(Case @case) => @case is { Number: not null, FormKey: "leave" };

    private LeaveSheetModel Model(CaseSight sight, Viewer by)
    {
        var (@case, organisation) = (sight.Case, sight.Office.Organisation);
        var subject = organisation.People[@case.SubjectId];
        var content = sheets.Content(sight.Form, subject, [], sight.Office, sight.Rules);
        var values = sight.Form.Values;
        var erased = sight.ErasedAt is null ? null : texts["case.erased.value"].Value;
        var centre = organisation.Units.Values.Where(u => u.Type is "ServiceCenter").OrderBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault();
        return new(
            $"{@case.Id}",
            centre?.Name ?? "",
            @case.Number!,
            subject.Name,
            subject.StaffNo,
            organisation.HomeUnitOf(subject).Name,
            organisation.WindowOf(subject)?.Name ?? "",
            erased ?? sight.Form.Form.FindField("type")?.Choices.Where(c => c.Key == content.Text("type")).Select(c => say.Of(c.Label)).FirstOrDefault() ?? "",
            content.Display.GetValueOrDefault("days") ?? "",
            erased ?? (Day(values["from"]) is { } from && Day(values["to"]) is { } to
                ? say.HalfDayRange(from, content.Text("fromHalf") is "pm", to, content.Text("toHalf") is not "am")
                : ""),
            erased ?? content.Text("reason") ?? "",
            content.Display.GetValueOrDefault("standIn"),
            [.. sight.Timeline.Where(HasOpinion).Select(line => Opinion(line, sight, organisation))],
            CaseLifecycle.IsClosed(@case.Status),
            clock.Now,
            organisation.People[by.PersonId].Name);
    }

    private static bool HasOpinion(TimelineLine line) =>
        line.State is LineState.Done or LineState.Current or LineState.Predicted && line.StepId is not "start" && !NoOpinion.Contains(line.StepId) && line.Persons.Length > 0;

    private PrintedOpinion Opinion(TimelineLine line, CaseSight sight, Organisation organisation)
    {
        var office = sight.StepName(line.StepId, line.Step);
        if (line.State is not LineState.Done) return new(office, null, null, null);

        var person = CaseSheets.Person(line.Persons[0], organisation);
        var words = line.Choice is { } choice ? say.Of(new(choice.Zh, choice.En)) : null;
        return new(
            office,
            string.Join(' ', new[] { words, line.Opinion }.OfType<string>().Distinct()),
            person.OnBehalfOf is { } other ? texts["person.onBehalf", person.Name, other] : person.Name,
            line.At);
    }

    private static DateOnly? Day(System.Text.Json.Nodes.JsonNode? value) =>
        IsoDay.Find(value?.ToString());
}
