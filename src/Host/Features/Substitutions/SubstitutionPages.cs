using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Tasks;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Substitutions;

/// <summary><c>/substitutions</c> and what it posts.</summary>
internal sealed class SubstitutionPages(GetSubstitutions substitutions, CaseSheets sheets, IStringLocalizer<Texts> texts, BusinessClock clock)
{
    private const string Address = "/substitutions";
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Address).RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", (Viewer by, SubstitutionPages page, HttpContext context) => page.ShowAsync(by, null, null, context));
        group.MapPost("", async (Viewer by, RequestKey? key, MakeSubstitution slice, SubstitutionPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var wish = new SubstitutionWish(posted["to"], IsoDay.Find(posted["from"]), IsoDay.Find(posted["until"]), posted["includesOlder"].Count > 0, posted["reason"]);
            var made = await slice.ExecuteAsync(wish, by, key, context.RequestAborted);
            if (made.Rejection is { } refused) return await page.ShowAsync(by, wish, refused, context);

            context.Say("flash.substitution-made");
            return Pages.SeeOther(Address);
        });
        group.MapPost("/{id:guid}/end", async (Guid id, Viewer by, RequestKey? key, EndSubstitution slice, HttpContext context) =>
        {
            var ended = await slice.ExecuteAsync(id, by, key, context.RequestAborted);
            context.Say(ended.Rejection is null ? "flash.substitution-ended" : "flash.substitution-over");
            return Pages.SeeOther(Address);
        });
    }

    private async Task<IResult> ShowAsync(Viewer by, SubstitutionWish? wish, Rejection? refused, HttpContext context)
    {
        var sight = await substitutions.ExecuteAsync(by, context.RequestAborted);
        var form = new SubstitutionForm(
            wish?.To ?? "", Text(wish is null ? clock.Today : wish.From), Text(wish?.Until), wish?.IncludesOlder ?? false, wish?.Reason ?? "", sheets.Errors(refused),
            refused is null ? [] : sheets.Summary(refused));
        var model = new SubstitutionsModel(
            [.. sight.Own.Select(s => Row(s, s.SubstituteId, sight))],
            [.. sight.Others.Select(s => Row(s, s.PersonId, sight))],
            sight.Organisation.ColleaguesOf(by.PersonId, []),
            form,
            refused is null ? Flash.Take(context, texts) : null);
        return Pages.Show<SubstitutionsView>(model, refused is null ? StatusCodes.Status200OK : Problems.StatusOf(refused.Kind));
    }

    private SubstitutionRow Row(Substitution substitution, string other, SubstitutionSight sight)
    {
        var person = CaseAnswers.Person(other, sight.Organisation);
        return new($"{substitution.Id}", person.Name, person.Post, substitution.From, substitution.Until, substitution.IncludesOlder, substitution.Reason, substitution.IsActiveOn(clock.Today));
    }

    private static string Text(DateOnly? date) => date is { } day ? IsoDay.Text(day) : "";
}
