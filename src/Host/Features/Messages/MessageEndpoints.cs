using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Messages;

internal sealed record MessageAnswer(Guid Id, string TextKey, string Text, Guid? CaseId, Guid? TaskId, DateTimeOffset At, bool Read);

internal sealed record MessagesAnswer(ImmutableArray<MessageAnswer> Items, int Unread, int Total);

internal static class MessageEndpoints
{
    private const int Size = 20;

    public static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddScoped<GetMessages>()
        .AddScoped<ReadMessages>();

    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapGet("/messages", async (Viewer by, GetMessages slice, MessageTexts texts, Wording say, CancellationToken ct, int page = 1, int size = 50, bool unread = false) =>
        {
            var read = await slice.ExecuteAsync(by, unread, page, size, ct);
            return TypedResults.Ok(new MessagesAnswer(
                [
                    .. read.Items.Select(m => new MessageAnswer(
                        m.Id, m.TextKey, say.Of(texts.Say(m.TextKey, m.Arguments)), m.CaseId, m.TaskId,
                        TimeZoneInfo.ConvertTime(m.CreatedAt, BusinessClock.Zone), m.ReadAt is not null)),
                ],
                read.Unread,
                read.Total));
        });
        api.MapPost("/messages/{id:guid}/read", async (Guid id, Viewer by, RequestKey? key, ReadMessages slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(id, by, key, ct)).ToHttp());
        api.MapPost("/messages/read-all", async (Viewer by, RequestKey? key, ReadMessages slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(null, by, key, ct)).ToHttp());
    }

    public static void MapMessagePages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/messages", async (Viewer by, GetMessages slice, MessageTexts texts, IStringLocalizer<Texts> words, Wording say, CancellationToken ct, int page = 1, bool unread = false) =>
        {
            var read = await slice.ExecuteAsync(by, unread, page, Size, ct);
            return Pages.Show<MessagesView>(new MessagesModel(
                [.. read.Items.Select(m => new MessageRow($"{m.Id}", say.Of(texts.Say(m.TextKey, m.Arguments)), null, m.CreatedAt, m.ReadAt is not null, m.CaseId is null ? null : $"/messages/{m.Id}/open"))],
                new Paging(Math.Max(1, page), Size, unread ? read.Unread : read.Total, unread ? "/messages?unread=true" : "/messages"),
                read.Unread,
                [
                    new FilterPick(words["messages.pick.all"], "/messages", read.Total, !unread),
                    new FilterPick(words["messages.unread"], "/messages?unread=true", read.Unread, unread),
                ]));
        }).RequireAuthorization().ExcludeFromDescription();

        pages.MapPost("/messages/read", async (Viewer by, RequestKey? key, ReadMessages slice, CancellationToken ct) =>
        {
            await slice.ExecuteAsync(null, by, key, ct);
            return Pages.SeeOther("/messages");
        }).RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/messages/{id:guid}/open", OpenMessage.ExecuteAsync).RequireAuthorization().ExcludeFromDescription();
    }
}
