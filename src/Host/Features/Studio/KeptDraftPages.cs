using Microsoft.Extensions.Localization;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Studio;

/// <summary><c>/studio/kept-drafts</c>: an owner's saves that were refused, and what releases have brought, to be taken up or dropped.</summary>
internal sealed class KeptDraftPages(KeptDraftStore kept, OfficeSnapshots office, Wording say, Sentences sentences, IStringLocalizer<Texts> texts)
{
    public const string Address = "/studio/kept-drafts";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Address).RequireAuthorization(Policies.ProcessOwner).ExcludeFromDescription();
        group.MapGet("", (KeptDraftPages page, Viewer by, HttpContext context) => page.ShowAsync(by, context));
        group.MapPost("/{id:guid}/take-up", async (Guid id, KeptDraftStore kept, Viewer by, HttpContext context) =>
        {
            if ((await kept.TakeUpAsync(id, by.PersonId, context.RequestAborted)).Value is not { } taken) return Pages.NotFound();
            context.Say("flash.draftTakenUp", taken.Name ?? taken.DefinitionId);
            return Pages.SeeOther(Address);
        });
        group.MapPost("/{id:guid}/drop", async (Guid id, KeptDraftStore kept, Viewer by, HttpContext context) =>
        {
            if ((await kept.DropAsync(id, by.PersonId, context.RequestAborted)).Value is not { } name) return Pages.NotFound();
            context.Say("flash.draftDropped", name);
            return Pages.SeeOther(Address);
        });
    }

    private async Task<IResult> ShowAsync(Viewer by, HttpContext context)
    {
        var organisation = (await office.ReadAsync(context.RequestAborted)).Organisation;
        var drafts = await kept.ReadAsync(by.PersonId, context.RequestAborted);
        return Pages.Show<KeptDraftsView>(new KeptDraftsModel([.. drafts.Select(draft => Row(draft, organisation))], Flash.Take(context, texts)));
    }

    private KeptDraftRow Row(KeptDraft draft, Organisation organisation)
    {
        var isRelease = draft.AuthorId == KeptDraftStore.Release;
        var who = draft.ChangedById is { } person ? organisation.FindPerson(person)?.Name ?? person : sentences.Of("audit-by-procedure", []);
        return new(
            draft.Id, draft.DefinitionId, draft.Name ?? draft.DefinitionId,
            isRelease ? texts["studio.kept.release"] : texts["studio.kept.meanwhile", who, say.Moment(draft.ChangedAt)],
            draft.KeptAt, isRelease ? null : Wording.DateOf(draft.KeptAt + KeptDraftStore.Kept));
    }
}
