using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.People;

/// <summary>What a window head typed and could not be taken.</summary>
internal sealed record RefusedReport(ViolationReport Report, Rejection Rejection);

/// <summary>派驻违规 on a person's page (SEL-13).</summary>
internal sealed class ViolationPages(CaseSheets sheets, BusinessClock clock, Wording say)
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/people/{id}/violations", async (string id, Viewer by, RequestKey? key, ReportViolation slice, PeoplePages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var report = new ViolationReport(posted["kind"], IsoDay.Find(posted["occurredOn"]), posted["facts"]);
            var kept = await slice.ExecuteAsync(id, report, by, key, context.RequestAborted);
            if (kept.Rejection is { Kind: RejectionKind.NotFound }) return Pages.NotFound();
            if (kept.Rejection is { } refused) return await page.ShowAsync(id, by, context, new(report, refused));

            context.Say("flash.violation-reported");
            return Pages.SeeOther($"/people/{id}");
        }).RequireAuthorization().ExcludeFromDescription();

    /// <summary>Null where there is nothing for him to read or to report.</summary>
    public ViolationPanel? Panel(PersonSight sight, Viewer by, RefusedReport? refused)
    {
        if (sight.Violations is not { } violations) return null;

        var organisation = sight.Organisation;
        return new(
            sight.Person.Id,
            [
                .. violations.Select(v => new ViolationLine(
                    say.Of(StationingViolation.WordsOf(v.Kind)), v.OccurredOn, organisation.Windows.GetValueOrDefault(v.WindowId)?.Name ?? v.WindowId, v.Facts,
                    organisation.FindPerson(v.ReportedById)?.Name ?? v.ReportedById, say.FullMoment(v.ReportedAt))),
            ],
            ReportViolation.MayReport(sight.Person, organisation, by) ? Form(refused) : null);
    }

    private ViolationForm Form(RefusedReport? refused) => new(
        [.. Enum.GetValues<ViolationKind>().Select(kind => new PickOption($"{kind}", say.Of(StationingViolation.WordsOf(kind)), $"{kind}" == refused?.Report.Kind))],
        Text(refused?.Report.OccurredOn),
        Text(clock.Today),
        refused?.Report.Facts ?? "",
        sheets.Errors(refused?.Rejection),
        refused is null ? [] : sheets.Summary(refused.Rejection));

    private static string Text(DateOnly? date) => date is { } day ? IsoDay.Text(day) : "";
}
