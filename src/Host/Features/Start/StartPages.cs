using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary><c>/start</c> and <c>/start/{procedure}</c>: the catalogue, the form, what it saves, previews and submits.</summary>
internal sealed class StartPages(
    GetProcedures procedures, GetDraft drafts, PreviewCase previews, StartForms forms, OfficeSnapshots office)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/start").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("", async (Viewer by, StartPages page, CancellationToken ct) => Pages.Show<CatalogueView>(await page.CatalogueAsync(by, ct)));
        group.MapGet("/{procedure}", (string procedure, Guid? draft, Viewer by, StartPages page, HttpContext context) =>
            page.ShowAsync(procedure, new Typed(draft), by, context));
        group.MapPost("/{procedure}", PostAsync);
        group.MapPost("/{procedure}/draft", AutosaveAsync);
        group.MapPost("/{procedure}/discard", DiscardAsync);
    }

    /// <summary>Submits; or, by the button that was pressed, saves the draft or only counts and predicts again.</summary>
    private static async Task<IResult> PostAsync(
        string procedure, Viewer by, RequestKey? key, StartPages page, StartCase start, SaveDraft save, PostedForms files, HttpContext context)
    {
        var ct = context.RequestAborted;
        var posted = await context.Request.ReadFormAsync(ct);
        if (await page.FindFormAsync(procedure, by, ct) is not { } form) return Pages.NotFound();

        var draftId = ReadId(posted["draftId"]);
        var data = PostedForms.Read(posted, form, Form.Start);
        var caseId = draftId ?? Guid.CreateVersion7();
        var held = draftId is { } id ? (await page.Drafts.ExecuteAsync(id, by, ct)).Value?.Data ?? [] : [];
        var stored = await files.StoreFilesAsync(posted, form, Form.Start, held, caseId, by, ct);
        if (stored.Rejection is { } wrongFile) return await page.ShowAsync(procedure, new Typed(draftId, data, wrongFile), by, context);
        foreach (var (field, value) in stored.Value!.ToList()) data[field] = value?.DeepClone();

        if (draftId is null && posted.Files.Any(f => f.Length > 0))
        {
            // Files belong to something that is there: what comes back after a refusal still names them.
            var kept = await save.ExecuteAsync(procedure, data, null, null, by, null, ct);
            if (kept.Rejection is { } notKept) return await page.ShowAsync(procedure, new Typed(null, data, notKept), by, context);
            draftId = kept.Value!.Id;
        }

        if (posted.ContainsKey("preview") || PostedForms.AsksForRow(posted)) return await page.ShowAsync(procedure, new Typed(draftId, data), by, context);
        if (posted.ContainsKey("draft"))
        {
            var saved = await save.ExecuteAsync(procedure, data, draftId, ReadVersion(posted["draftVersion"]), by, key, ct);
            if (saved.Rejection is { } notSaved) return await page.ShowAsync(procedure, new Typed(draftId, data, notSaved), by, context);
            context.Say("flash.draftSaved");
            return Pages.SeeOther($"/start/{procedure}?draft={saved.Value!.Id}");
        }

        var done = await start.ExecuteAsync(procedure, data, draftId, by, key, ct);
        if (done.Rejection is { Kind: RejectionKind.NotFound }) return Pages.NotFound();
        if (done.Rejection is { } refused) return await page.ShowAsync(procedure, new Typed(draftId, data, refused), by, context);

        context.Say("flash.submitted", done.Value!.Number ?? "");
        return Pages.SeeOther($"/cases/{done.Value.Id}");
    }

    /// <summary>The page's script saves a moment after the last change; files wait for a button.</summary>
    private static async Task<IResult> AutosaveAsync(
        string procedure, Viewer by, StartPages page, SaveDraft save, Wording say, Sentences sentences, HttpContext context)
    {
        var ct = context.RequestAborted;
        var posted = await context.Request.ReadFormAsync(ct);
        if (await page.FindFormAsync(procedure, by, ct) is not { } form) return new Rejection(RejectionKind.NotFound, "not-found").ToProblem();

        var draftId = ReadId(posted["draftId"]);
        var data = draftId is { } id ? (await page.Drafts.ExecuteAsync(id, by, ct)).Value?.Data ?? [] : [];
        foreach (var (field, value) in PostedForms.Read(posted, form, Form.Start).ToList()) data[field] = value?.DeepClone();
        // One page, one key for all its saves: autosaving must not answer with its first save for ever.
        var saved = await save.ExecuteAsync(procedure, data, draftId, ReadVersion(posted["draftVersion"]), by, null, ct);
        return saved.ToHttp(draft => TypedResults.Ok(new { savedAt = say.Moment(draft.SavedAt), draftId = draft.Id, draftVersion = draft.Version }));
    }

    private static async Task<IResult> DiscardAsync(string procedure, Viewer by, DeleteDraft slice, HttpContext context)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        if (ReadId(posted["draftId"]) is { } id && await slice.ExecuteAsync(id, by, context.RequestAborted) is not null) return Pages.NotFound();

        context.Say("flash.draftDiscarded");
        return Pages.SeeOther("/inbox?view=drafts");
    }

    private GetDraft Drafts => drafts;

    private async Task<IResult> ShowAsync(string procedure, Typed typed, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        var draft = typed.DraftId is { } id ? await drafts.ExecuteAsync(id, by, ct) : default;
        if (typed.DraftId is not null && draft.Value?.Procedure != procedure) return Pages.NotFound();

        if (await FindFormAsync(procedure, by, ct) is not { } form) return Pages.NotFound();

        var data = typed.Data ?? draft.Value?.Data ?? await forms.FirstValuesAsync(form, by, ct);
        var preview = await previews.ExecuteAsync(procedure, data, by, ct);
        if (preview.Value is not { } shown) return Pages.NotFound();

        var model = await forms.ModelAsync(shown, await CatalogueAsync(by, ct), draft.Value, data, typed.Refused, by, context);
        return Pages.Show<StartFormView>(model, typed.Refused is { } refused ? Problems.StatusOf(refused.Kind) : StatusCodes.Status200OK);
    }

    private async Task<Form?> FindFormAsync(string procedure, Viewer by, CancellationToken ct) =>
        (await procedures.ExecuteAsync(by, ct)).FirstOrDefault(p => p.Key == procedure) is { } known ? (await office.ReadAsync(ct)).LatestForm(known.Settings.Form) : null;

    private async Task<Catalogue> CatalogueAsync(Viewer by, CancellationToken ct) => await forms.CatalogueAsync(await procedures.ExecuteAsync(by, ct), ct);

    private static Guid? ReadId(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static long? ReadVersion(string? text) => long.TryParse(text, out var version) ? version : null;

    /// <param name="Data">What was posted; null shows the draft, or an empty form.</param>
    private sealed record Typed(Guid? DraftId, JsonObject? Data = null, Rejection? Refused = null);
}
