using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Documents;
using StaffFlows.Host.Features.Tasks;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary><c>/cases/{id}</c> with its flowchart, records, form and audit, its printed sheet, and the withdrawal.</summary>
internal sealed class CasePages(GetCase cases, GetCaseFlow flows, GetCaseAudit audits, CaseDocuments documents, CaseSheets sheets, Wording say, IStringLocalizer<Texts> texts, Sentences sentences)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{id:guid}", (Guid id, string? @do, Viewer by, CasePages page, HttpContext context) =>
            page.ShowAsync(id, @do, null, by, context)).RequireAuthorization().ExcludeFromDescription();

        pages.MapGet("/cases/{id:guid}/print", (Guid id, Viewer by, CasePrint print, CancellationToken ct) =>
            print.ShowAsync(id, by, ct)).RequireAuthorization().ExcludeFromDescription();

        pages.MapPost("/cases/{id:guid}/withdraw", async (Guid id, Viewer by, RequestKey? key, WithdrawCase slice, CasePages page, HttpContext context) =>
        {
            var reason = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))["reason"].ToString() : null;
            var done = await slice.ExecuteAsync(id, reason, by, key, context.RequestAborted);
            if (done.Rejection is { } rejection) return await page.ShowAsync(id, "withdraw", rejection, by, context);

            context.Say("flash.withdrawn");
            return Pages.SeeOther($"/cases/{id}");
        }).RequireAuthorization().ExcludeFromDescription();
    }

    private async Task<IResult> ShowAsync(Guid id, string? asked, Rejection? refused, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        var read = await cases.ExecuteAsync(id, by, ct);
        if (read.Value is not { } sight) return Pages.NotFound();
        if (sight.Case.Status is CaseStatus.Draft) return Pages.SeeOther($"/start/{sight.Case.Procedure}?draft={id}");

        var flow = await flows.ExecuteAsync(id, by, ct);
        var audit = await audits.ExecuteAsync(id, by, ct);
        var flash = refused is null ? Flash.Take(context, texts) : sentences.Of(refused);
        var papers = (await documents.ReadAsync(id, by, ct))?.Documents ?? [];
        var model = Model(sight, flow.Value, audit.Value, by) with
        {
            Asked = sight.CanBeWithdrawnBy(by) ? asked : null,
            Flash = flash,
            Papers = [.. papers.Select(d => new CasePaper(DocumentNames.Of(d, say), DocumentNames.Address(id, d), DocumentNames.Address(id, d, "/file")))],
        };
        return Pages.Show<CaseView>(model, refused is null ? StatusCodes.Status200OK : Problems.StatusOf(refused.Kind));
    }

    private CaseModel Model(CaseSight sight, CaseFlow? flow, CaseChain? audit, Viewer by)
    {
        var (@case, office) = (sight.Case, sight.Office);
        var subject = office.Organisation.People[@case.SubjectId];
        return new CaseModel(
            $"{@case.Id}",
            @case.Number ?? "",
            @case.Title,
            sight.ProcedureName(say),
            CaseAnswers.Person(@case.ApplicantId, office.Organisation).Name,
            @case.SubmittedAt!.Value,
            @case.Status,
            @case.ClosedAt is { } closed ? say.Moment(closed) : sight.Timeline.LastOrDefault(l => l.State is LineState.Current) is { } now ? sight.StepName(now.StepId, now.Step) : null,
            $"{office.ProfileName(@case.ProfileKey)} v{@case.ProfileVersion}",
            flow is null ? new Flow([], []) : FlowOf(flow, sight),
            say.Of(sight.Form.Form.Title),
            sheets.Applicant(subject, office.Organisation),
            sheets.Content(sight.Form, subject, sight.VisibleAttachments, office, sight.Rules),
            [],
            sheets.Timeline(sight.Timeline, sight.StepName, office),
            [.. sight.Timeline.Where(l => l is { State: LineState.Done, Persons: [_, ..] }).Select(l => Record(l, sight))],
            audit is null ? null : Audit(audit, sight, by),
            sight.TaskOf(by) is { } task ? $"{task.Id}" : null,
            sight.CanBeWithdrawnBy(by),
            ErasedAt: sight.ErasedAt)
        {
            Summary = sight.Summary(say),
            Version = sight.Started is { } started && (by.Has(Policies.ProcessOwner) || by.Has(Policies.ProcessReader))
                ? ($"{ProcedurePages.Root}/{started.DefinitionId}/outline?version={started.Version}", started.Version)
                : null,
            Starter = sight.Relatives.Starter is { } starter ? Link(starter) : null,
            Started = [.. sight.Relatives.Started.Select(Link)],
            PrintHref = CasePrint.Has(@case) ? $"/cases/{@case.Id}/print" : null,
            NoticeHref = @case.FormKey is "publicity" ? $"/notices/{@case.Id}" : null,
            Urgeable = [.. sight.UrgedBy(by).Select(t => new UrgeableTask(
                $"{t.Id}", sight.StepName(t.StepId, t.StepName), t.AssigneeId is { } holder ? CaseAnswers.Person(holder, office.Organisation).Name : null, t.ReadAt, t.Urged))],
        };
    }

    private static CaseLink Link(RelatedCase related) => new($"{related.Id}", related.Number ?? "", related.Title, related.Status);

    private CaseRecord Record(TimelineLine line, CaseSight sight)
    {
        var organisation = sight.Office.Organisation;
        var person = organisation.FindPerson(line.Persons[0].Id);
        return new(
            sight.StepName(line.StepId, line.Step),
            CaseSheets.Person(line.Persons[0], organisation),
            person is null ? null : organisation.HomeUnitOf(person).Name,
            line.Choice is { } choice ? say.Of(new(choice.Zh, choice.En)) : texts[line.StepId is Form.Start ? "case.submitted" : "case.hidden"],
            line.Choice?.Intent ?? OutcomeIntent.Positive,
            line.Opinion,
            line.At!.Value,
            line.ArrivedAt is { } arrived ? WorkingDaysBetween(arrived, line.At.Value, sight.Office.Calendar) : null);
    }

    /// <summary>Counted like a term: the day of arrival does not count.</summary>
    private static decimal WorkingDaysBetween(DateTimeOffset from, DateTimeOffset to, WorkingDayCalendar calendar)
    {
        var (first, last) = (Wording.DateOf(from), Wording.DateOf(to));
        return first >= last ? 0 : calendar.WorkingDaysInclusive(first.AddDays(1), last).Result;
    }

    private Flow FlowOf(CaseFlow flow, CaseSight sight)
    {
        var details = sight.Timeline.Where(l => l.State is LineState.Done && l.At is not null).GroupBy(l => l.StepId)
            .ToDictionary(g => g.Key, g => say.Moment(g.Last().At!.Value));
        return new(
            [
                .. flow.Nodes.Select(n => new FlowNodeView(
                    n.Id, n.X, n.Y, n.Width, n.Height, n.Name,
                    n.State switch
                    {
                        FlowNodeState.Done => FlowState.Done,
                        FlowNodeState.Current => FlowState.Current,
                        FlowNodeState.Predicted => FlowState.Predicted,
                        FlowNodeState.Skipped => FlowState.Skipped,
                        _ => FlowState.None,
                    },
                    details.GetValueOrDefault(n.Id), n.IsStep)),
            ],
            [
                .. flow.Edges.Select(e => new FlowEdgeView(
                    e.From, e.To, e.IsChoice ? PortName(e) : null, [.. e.Vertices.Select(v => new FlowPoint(v.X, v.Y))], e.IsTaken)),
            ]);
    }

    private string PortName(FlowEdge edge) => edge.Outcome is { } outcome
        ? say.Of(new(outcome.Zh, outcome.En))
        : texts[$"flow.port.{edge.Port}"] is { ResourceNotFound: false } text ? text.Value : edge.Port;

    private CaseAudit Audit(CaseChain chain, CaseSight sight, Viewer by) => new(
        [
            .. chain.Newest.Select(line => new AuditLine(
                texts[$"audit.action.{line.Action}"] is { ResourceNotFound: false } text ? text : line.Action,
                null,
                line.ActorId is { } by ? CaseAnswers.Person(by, sight.Office.Organisation).Name : texts["audit.procedure"],
                line.At, line.Digest, line.Previous, line.IsBroken)),
        ],
        chain.Count,
        chain.IsIntact,
        by.Has(Policies.Auditor) || by.Has(Policies.SystemAdministrator) ? $"/admin/audit?case={sight.Case.Id}" : null);
}
