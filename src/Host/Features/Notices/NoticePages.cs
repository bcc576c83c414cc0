using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary><c>/notices</c> and <c>/notices/{id}</c>: public, without signing in.</summary>
internal sealed class NoticePages(
    GetNotices list, GetNotice notice, NoticeWords words, HostSettings settings, OfficeSnapshots office, BusinessClock clock, Wording say,
    IStringLocalizer<Texts> texts, Sentences sentences)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices", (NoticePages page, CancellationToken ct, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "page")] int number = 1) => page.ListAsync(number, ct))
            .AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/notices/{id:guid}", (Guid id, string? sha256, NoticePages page, HttpContext context) => page.ShowAsync(id, sha256, null, StatusCodes.Status200OK, context))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private async Task<IResult> ListAsync(int page, CancellationToken ct)
    {
        var number = Math.Clamp(page, 1, 1000);
        var read = await list.ExecuteAsync(number, ct);
        return Pages.Show<NoticesView>(
            new NoticesModel(
                await HallAsync(ct),
                [.. read.Notices.Select(n => new NoticeLine($"/notices/{n.Id}", n.Title.Length > 0 ? n.Title : texts["notice.correcting"], n.Number, words.Period(n.FirstDay, n.LastDay, n.IsProvisional), words.State(n.State), NoticeWords.ToneOf(n.State)))],
                new Paging(number, GetNotices.Size, read.Total, "/notices")),
            layout: typeof(PublicLayout));
    }

    /// <summary>The notice again, with what was typed and why it was not taken.</summary>
    public Task<IResult> RefuseAsync(Guid id, TypedObjection typed, Rejection refused, HttpContext context)
    {
        var errors = refused.Fields.GroupBy(f => f.Field).ToImmutableDictionary(g => g.Key, g => string.Join(' ', g.Select(sentences.Of).Distinct()));
        var form = new ObjectionModel(typed.PersonId, typed.IsSigned, typed.Name, typed.Phone, typed.Facts, errors, sentences.Of(refused), ReceiveObjection.IsOffice(context.FindViewer()));
        return ShowAsync(id, null, form, ObjectionPages.StatusOf(refused), context);
    }

    private async Task<IResult> ShowAsync(Guid id, string? sha256, ObjectionModel? typed, int status, HttpContext context)
    {
        var read = await notice.ExecuteAsync(id, context.RequestAborted);
        if (read.Value is not { } sight) return Pages.NotFound();

        var address = $"{settings.PublicBaseUrl?.ToString().TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}"}/notices/{id}";
        var digest = sight.Publicity.Digest;
        var qr = QrCode.Of($"{address}?no={sight.Number}&sha256={digest}");
        return Pages.Show<NoticeView>(
            new NoticeModel(
                $"{id}",
                sight.Number,
                await HallAsync(context.RequestAborted),
                sight.Notice is { } text ? TextOf(text, sight) : null,
                words.Banner(sight, clock.Now),
                sight.Publicity.HasPeriod && words.Period(sight.Publicity.FirstDay, sight.Publicity.LastDay, sight.Publicity.IsProvisional) is { } period ? texts["notice.period.days", period, sight.Publicity.DaysToRun].Value : null,
                [.. sight.Publicity.Remarks.Where(r => sight.Notice is not null || !r.NamesSomebody).Select(words.Remark)],
                words.Result(sight),
                digest,
                qr.Size,
                qr.Path,
                string.IsNullOrEmpty(sha256) ? null : string.Equals(sha256, digest, StringComparison.OrdinalIgnoreCase),
                FormOf(sight, typed, ReceiveObjection.IsOffice(context.FindViewer()))),
            status,
            typeof(PublicLayout));
    }

    /// <summary>Once nothing is taken any more, a refusal still says why.</summary>
    private ObjectionModel? FormOf(NoticeSight sight, ObjectionModel? typed, bool isOffice) =>
        typed ?? (sight.TakesObjectionsAt(clock.Now, isOffice) ? ObjectionModel.Empty(isOffice) : null);

    private NoticeText TextOf(Notice text, NoticeSight sight) => new(
        text.Title,
        text.Introduction,
        text.Purpose,
        [.. text.Persons.Select(p => new NoticeRow(p.PersonId, p.Name, words.Gender(p.Gender), words.Month(p.Born), p.Education ?? "—", p.Unit, p.Post ?? "—"))],
        text.Channels,
        text.Issuer,
        sight.Publicity is { State: not PublicityState.Posted, PostedOn: { } on } ? say.FullDay(on) : sight.Postings is [.., var last] ? say.FullDay(Wording.DateOf(last.PostedAt)) : null);

    private async Task<string> HallAsync(CancellationToken ct) =>
        (await office.ReadAsync(ct)).Organisation.Units.Values.Where(u => u.Type is "ServiceCenter").OrderBy(u => u.Id, StringComparer.Ordinal).FirstOrDefault()?.Name ?? "";
}
