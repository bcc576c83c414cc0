using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;
using ListView = StaffFlows.Workflows.UserTasks.InboxView;
using TaskItem = StaffFlows.Workflows.UserTasks.InboxItem;

namespace StaffFlows.Host.Features.Inbox;

/// <summary><c>/inbox</c> with its lists, and the same list as a file.</summary>
internal sealed class InboxPages(
    GetInbox inbox, OfficeSnapshots office, CaseSheets sheets, BusinessClock clock, Wording say, IStringLocalizer<Texts> texts)
{
    private const int Size = 20;

    /// <summary>Lines of a file; more than anybody has.</summary>
    private const int MaxExported = 2000;
    private const int ExportPage = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", () => Pages.SeeOther("/inbox")).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/inbox", (Viewer by, InboxPages page, HttpContext context, string view = "todo", string? q = null) =>
            page.ShowAsync(view, Math.Max(1, ReadPage(context)), q, by, context)).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/inbox/export", (Viewer by, InboxPages page, CancellationToken ct, string view = "todo", string? q = null) =>
            page.ExportAsync(view, q, by, ct)).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/inbox/counts/stream", CountsStream.SendAsync).RequireAuthorization().ExcludeFromDescription();
    }

    private static int ReadPage(HttpContext context) => int.TryParse(context.Request.Query["page"], out var page) ? page : 1;

    private async Task<IResult> ShowAsync(string view, int page, string? search, Viewer by, HttpContext context)
    {
        if (!InboxEndpoints.TryReadView(view, out var list)) return Pages.NotFound();

        var ct = context.RequestAborted;
        var query = search?.Trim() is { Length: > 0 } q ? q : null;
        var sight = list is { } known
            ? await inbox.ExecuteAsync(new InboxQuery(known, page, Size, DueFirst: true) { Search = query }, by, ct)
            : new InboxSight(new InboxPage([], 0), StepWords.Chinese);
        var snapshot = await office.ReadAsync(ct);
        var rows = sight.Page.Items.Select(item => Row(item, list, sight, snapshot, by)).ToImmutableArray();
        var address = $"/inbox?view={view}{(query is null ? "" : $"&q={Uri.EscapeDataString(query)}")}";
        return Pages.Show<InboxView>(new InboxModel(
            ListOf(list),
            rows,
            new Paging(page, Size, sight.Page.Total, address),
            rows.Count(r => r.Due is { } due && say.IsOverdue(due)),
            rows.Count(r => r.Due is { RemainingWorkingDays: 0 } due && !say.IsOverdue(due)),
            [],
            query,
            Flash.Take(context, texts))
        {
            ExportHref = $"/inbox/export{address["/inbox".Length..]}",
        });
    }

    private async Task<IResult> ExportAsync(string view, string? search, Viewer by, CancellationToken ct)
    {
        if (!InboxEndpoints.TryReadView(view, out var list) || list is not { } known) return Pages.NotFound();

        var snapshot = await office.ReadAsync(ct);
        var rows = new List<string?[]>();
        for (var page = 1; rows.Count < MaxExported; page++)
        {
            var sight = await inbox.ExecuteAsync(new InboxQuery(known, page, ExportPage, DueFirst: true) { Search = search }, by, ct);
            rows.AddRange(sight.Page.Items.Select(item => Line(item, sight, snapshot)));
            if (sight.Page.Items.Length < ExportPage) break;
        }

        string[] head = [texts["export.number"], texts["export.title"], texts["export.step"], texts["export.state"], texts["export.applicant"], texts["export.arrived"], texts["export.due"]];
        return CsvFile.Of($"{texts[$"nav.{view}"].Value}-{clock.Today:yyyyMMdd}.csv", head, rows);
    }

    private string?[] Line(TaskItem item, InboxSight sight, OfficeSnapshot snapshot) =>
    [
        item.CaseNumber,
        item.Title,
        sight.StepOf(item),
        texts[item.Status.TextKey()],
        CaseAnswers.Person(item.ApplicantId, snapshot.Organisation).Name,
        say.FullMoment(item.CreatedAt),
        item.DueAt is { } due ? say.FullMoment(due) : null,
    ];

    private InboxRow Row(TaskItem item, ListView? list, InboxSight sight, OfficeSnapshot snapshot, Viewer by) => new(
        $"{item.Id}",
        list switch
        {
            ListView.Todo => $"/tasks/{item.Id}",
            ListView.Drafts => $"/start/{item.Procedure}?draft={item.CaseId}",
            _ => $"/cases/{item.CaseId}",
        },
        item.Title,
        sight.StepOf(item),
        item.CaseNumber,
        item.ApplicantId == by.PersonId ? [] : [CaseAnswers.Person(item.ApplicantId, snapshot.Organisation).Name],
        list is ListView.Todo ? InboxReasons.Of(item, by, snapshot.Organisation) : [],
        list is ListView.Todo ? sheets.DueOf(item.DueAt, item.DueIsProvisional, snapshot.Calendar) : null,
        list is ListView.Done ? item.ClosedAt ?? item.CreatedAt : item.CreatedAt,
        list is ListView.Todo or ListView.Drafts ? null : item.Status);

    private static InboxList ListOf(ListView? list) => list switch
    {
        ListView.Todo => InboxList.Todo,
        ListView.Done => InboxList.Done,
        ListView.Started => InboxList.Started,
        ListView.Drafts => InboxList.Drafts,
        _ => InboxList.Cc,
    };
}
