using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;
using TaskItem = StaffFlows.Workflows.UserTasks.InboxItem;
using ListView = StaffFlows.Workflows.UserTasks.InboxView;

namespace StaffFlows.Host.Features.Inbox;

/// <param name="Id">The task's, or in lists of cases the case's.</param>
/// <param name="Reasons">Why the task is the caller's, in his language.</param>
internal sealed record InboxItemAnswer(
    Guid Id, Guid CaseId, string? CaseNumber, string Procedure, string Title, CaseStatus Status, string? Step, string? Outcome,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, ImmutableArray<string> Reasons)
{
    /// <summary>代理: the id of the person whose task it is; null where it is the caller's own.</summary>
    public string? OnBehalfOf { get; init; }
}

/// <param name="Total">Exact up to 999; 1000 means "or more".</param>
internal sealed record InboxAnswer(ImmutableArray<InboxItemAnswer> Items, int Total);

internal static class InboxEndpoints
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddScoped<GetInbox>()
        .AddScoped<InboxPages>();

    public static void MapInbox(this RouteGroupBuilder api)
    {
        api.MapGet("/inbox", async (Viewer by, GetInbox slice, Wording say, CancellationToken ct, string view = "todo", int page = 1, int size = 20, string? q = null) =>
        {
            if (!TryReadView(view, out var list)) return new Rejection(RejectionKind.Invalid, "inbox-view-unknown", view).ToProblem();
            if (list is not { } known) return TypedResults.Ok(new InboxAnswer([], 0));

            var sight = await slice.ExecuteAsync(new InboxQuery(known, page, size) { Search = q }, by, ct);
            return TypedResults.Ok(new InboxAnswer([.. sight.Page.Items.Select(item => Answer(item, sight, by, say))], sight.Page.Total));
        });

        api.MapGet("/inbox/counts", async (Viewer by, InboxReader inbox, CancellationToken ct) => TypedResults.Ok(await inbox.CountAsync(by, ct)));
        api.MapGet("/inbox/counts/stream", CountsStream.SendAsync);
    }

    /// <summary>Null in <paramref name="list"/> for 密件, which shows nothing until confidential procedures exist.</summary>
    public static bool TryReadView(string word, out ListView? list)
    {
        list = null;
        if (word is "confidential") return true;
        if (!Enum.TryParse<ListView>(word, ignoreCase: true, out var known) || !char.IsLetter(word[0])) return false;
        list = known;
        return true;
    }

    private static InboxItemAnswer Answer(TaskItem item, InboxSight sight, Viewer by, Wording say) => new(
        item.Id, item.CaseId, item.CaseNumber, item.Procedure, item.Title, item.Status, sight.StepOf(item), item.Outcome,
        Local(item.CreatedAt), item.DueAt is { } due ? Local(due) : null, item.ClosedAt is { } closed ? Local(closed) : null,
        [.. item.Reasons.Where(r => r.PersonId == (InboxReasons.RepresentedIn(item, by) ?? by.PersonId)).Select(r => say.Of(new(r.Zh, r.En)))])
    {
        OnBehalfOf = InboxReasons.RepresentedIn(item, by),
    };

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, BusinessClock.Zone);
}
