using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>What the pages under <c>/tasks/{id}?do=…</c> post besides decisions. A refusal shows the same page again with what was typed.</summary>
internal sealed class TaskActionPages(ActOnTask act, ReturnTask back, TaskPages pages, OfficeSnapshots office)
{
    public static void Map(RouteGroupBuilder group)
    {
        foreach (var (verb, right) in ((TaskVerb, TaskRights)[])[(TaskVerb.Transfer, TaskRights.Transfer), (TaskVerb.Delegate, TaskRights.Delegate), (TaskVerb.AddSign, TaskRights.AddSign), (TaskVerb.Copy, TaskRights.Copy)])
        {
            group.MapPost($"/{verb.Word()}", (Guid id, Viewer by, RequestKey? key, TaskActionPages page, HttpContext context) => page.ActAsync(id, verb, right, by, key, context));
        }

        group.MapPost($"/{TaskVerb.Return.Word()}", (Guid id, Viewer by, RequestKey? key, TaskActionPages page, HttpContext context) => page.ReturnAsync(id, by, key, context));
        group.MapPost("/urge", (Guid id, Viewer by, RequestKey? key, TaskActionPages page, HttpContext context) => page.UrgeAsync(id, by, key, context));
    }

    private async Task<IResult> ActAsync(Guid id, TaskVerb verb, TaskRights right, Viewer by, RequestKey? key, HttpContext context)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var to = Words(posted["to"]).Concat(Words(posted["persons"])).ToImmutableArray();
        var position = Enum.TryParse<SignPosition>(posted["position"], ignoreCase: true, out var chosen) ? chosen : SignPosition.Before;
        var done = await act.ExecuteAsync(id, new(right, to, position, posted["opinion"].ToString()), by, key, context.RequestAborted);
        if (done.Rejection is { } refused) return await pages.ShowAsync(id, by, new(verb.Word(), posted["opinion"], Refused: refused) { Chosen = to }, context);

        context.Say($"flash.{verb.Word()}", await NamesAsync(to, context.RequestAborted));
        return Pages.SeeOther($"/tasks/{id}");
    }

    private async Task<IResult> ReturnAsync(Guid id, Viewer by, RequestKey? key, HttpContext context)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var mode = posted["mode"].ToString() is "full" ? RepositionMode.Full : RepositionMode.StraightBack;
        var done = await back.ExecuteAsync(id, new(posted["to"], mode, posted["opinion"]), by, key, context.RequestAborted);
        if (done.Rejection is { } refused) return await pages.ShowAsync(id, by, new(TaskVerb.Return.Word(), posted["opinion"], Refused: refused) { Chosen = [.. Words(posted["to"])] }, context);

        context.Say("flash.returned");
        return Pages.SeeOther("/inbox");
    }

    /// <summary>From the page of the case, and back to it.</summary>
    private async Task<IResult> UrgeAsync(Guid id, Viewer by, RequestKey? key, HttpContext context)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        var done = await act.ExecuteAsync(id, new(TaskRights.Urge, []), by, key, context.RequestAborted);
        if (done.Rejection is { Kind: RejectionKind.NotFound }) return Pages.NotFound();

        if (done.Rejection is { Code: "urged-already", Arguments: [var again] }) context.Say("flash.urged-already", again);
        else context.Say(done.Rejection is null ? "flash.urged" : "flash.urge-refused");
        return Pages.SeeOther(Guid.TryParse(posted["case"], out var @case) ? $"/cases/{@case}" : "/inbox?view=started");
    }

    private async Task<string> NamesAsync(ImmutableArray<string> words, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        return string.Join('、', words.Select(word => CaseAnswers.Person(organisation.FindColleagueId(word), organisation).Name));
    }

    private static IEnumerable<string> Words(StringValues values) => values.OfType<string>().Where(value => value.Length > 0);
}
