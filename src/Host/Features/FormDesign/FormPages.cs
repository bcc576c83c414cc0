using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.FormDesign;

/// <summary><c>/admin/forms</c> and the designer of one: process owners change, process readers look.</summary>
internal sealed class FormPages(FormDrafts drafts, FormUses uses, OfficeSnapshots office, CaseSheets sheets, Wording say, IStringLocalizer<Texts> texts)
{
    public const string Root = "/admin/forms";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var reading = pages.MapGroup(Root).RequireAuthorization(Policies.ProcessReader).ExcludeFromDescription();
        var changing = pages.MapGroup($"{Root}/{{key}}").RequireAuthorization(Policies.ProcessOwner).ExcludeFromDescription();
        reading.MapGet("", async (FormPages page, CancellationToken ct) => Pages.Show<FormListView>(await page.ListAsync(ct)));
        reading.MapGet("/{key}", (string key, string? field, string? add, string? step, Viewer by, FormPages page, HttpContext context) =>
            page.ShowAsync(key, new(field, add, step), null, by, context));
        changing.MapPost("/field", async (string key, Viewer by, EditForm slice, FormPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var typed = TypedFields.Read(posted);
            var done = await slice.PutAsync(key, typed, posted["revision"].ToString(), by, context.RequestAborted);
            return await page.AnswerAsync(done, key, new(null, null, posted["step"]) { Typed = typed }, "flash.formSaved", by, context);
        });
        changing.MapPost("/move", async (string key, Viewer by, EditForm slice, FormPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var (path, up) = posted["up"] is [{ Length: > 0 } above, ..] ? (above, true) : (posted["down"].ToString(), false);
            return await page.AnswerAsync(await slice.MoveAsync(key, path, up ? -1 : 1, posted["revision"].ToString(), by, context.RequestAborted), key, new(null, null, posted["step"]), "flash.formSaved", by, context);
        });
        changing.MapPost("/remove", async (string key, Viewer by, EditForm slice, FormPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            return await page.AnswerAsync(await slice.RemoveAsync(key, posted["path"].ToString(), posted["revision"].ToString(), by, context.RequestAborted), key, new(posted["path"], null, posted["step"]), "flash.formSaved", by, context);
        });
        changing.MapPost("/publish", async (string key, Viewer by, PublishForm slice, FormPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            return await page.AnswerAsync(await slice.ExecuteAsync(key, posted["revision"].ToString(), posted["note"].ToString(), by, context.RequestAborted), key, new(null, null, null) { Note = posted["note"].ToString() }, "flash.formPublished", by, context);
        });
        changing.MapPost("/discard", async (string key, Viewer by, FormDrafts store, FormPages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            return await page.AnswerAsync(await store.DiscardAsync(key, posted["revision"].ToString(), by.PersonId, context.RequestAborted), key, new(null, null, null), "flash.formDiscarded", by, context);
        });
    }

    private async Task<IResult> AnswerAsync<T>(Result<T> done, string key, Asked asked, string flash, Viewer by, HttpContext context)
    {
        if (done.Rejection is { } refused) return await ShowAsync(key, asked, refused, by, context);

        context.Say(flash);
        return Pages.SeeOther(asked.Step is { Length: > 0 } step ? $"{Root}/{key}?step={Uri.EscapeDataString(step)}" : $"{Root}/{key}");
    }

    private async Task<FormListModel> ListAsync(CancellationToken ct)
    {
        var (snapshot, cases) = (await office.ReadAsync(ct), await uses.CasesAsync(ct));
        var lines = ImmutableArray.CreateBuilder<FormLine>();
        foreach (var form in snapshot.Forms.GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var draft = await drafts.FindAsync(form.Key, ct);
            var names = (await uses.ProceduresAsync(form.Key, ct)).Select(procedure => say.Of(procedure.Name));
            lines.Add(new(form.Key, say.Of(form.Title), form.Version, draft?.SavedAt is not null, string.Join(texts["list.comma"], names), cases[form.Key].Sum(c => c.Count)));
        }

        return new(lines.ToImmutable());
    }

    private async Task<IResult> ShowAsync(string key, Asked asked, Rejection? refused, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        var snapshot = await office.ReadAsync(ct);
        if (refused is { Kind: RejectionKind.NotFound } || await drafts.FindAsync(key, ct) is not { } draft || snapshot.FindForm(key) is not { } newest) return Pages.NotFound();

        var steps = await uses.StepsAsync(draft.Form, texts["form.design.start"], ct);
        var step = steps.FirstOrDefault(s => s.Id == asked.Step)?.Id ?? Form.Start;
        var field = asked.Typed ?? (asked.Field is { } path ? TypedFields.Of(draft.Form, path) : asked.Add is { } table ? TypedFields.New(table) : null);
        var shown = new FormReading(draft.Form, draft.Form.RightsAt(step), TableRows.WithGiven(draft.Form, WithARow(draft.Form)));
        var model = new FormDesignModel(
            key, say.Of(draft.Form.Title), newest.Version, draft.Revision, draft.SavedAt, by.Has(Policies.ProcessOwner),
            sheets.Content(shown, snapshot.Organisation.People[by.PersonId], [], snapshot, null), steps, step, field,
            sheets.Summary(refused), sheets.Errors(refused), draft.SavedAt is null ? [] : Words(FormComparison.Between(newest, draft.Form)),
            await VersionsAsync(key, snapshot, ct), asked.Note, refused is null ? Flash.Take(context, texts) : null);
        return Pages.Show<FormDesignView>(model, refused is { } no ? Problems.StatusOf(no.Kind) : StatusCodes.Status200OK);
    }

    private async Task<ImmutableArray<FormVersionLine>> VersionsAsync(string key, OfficeSnapshot snapshot, CancellationToken ct)
    {
        var cases = (await uses.CasesAsync(ct))[key].ToDictionary(c => c.Version, c => c.Count);
        return
        [
            .. (await drafts.ReadHistoryAsync(key, ct)).Select(p => new FormVersionLine(
                p.Version, p.At, p.ActorId is { } actor ? CaseAnswers.Person(actor, snapshot.Organisation).Name : null, p.Note, cases.GetValueOrDefault(p.Version),
                snapshot.FindForm(key, p.Version - 1) is { } before && snapshot.FindForm(key, p.Version) is { } after ? Words(FormComparison.Between(before, after)) : [])),
        ];
    }

    /// <summary>So that the preview shows what a table is filled in with.</summary>
    private static JsonObject WithARow(Form form) => new(form.Fields.Where(field => field.Table is { Rows.IsEmpty: true }).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)new JsonArray(new JsonObject()))));

    private ImmutableArray<string> Words(ImmutableArray<LocalizedText> sentencesOfDifference) => [.. sentencesOfDifference.Select(say.Of)];

    /// <summary>What the page is asked for: a field to edit, a table to add a column to (empty: a field), whose view the preview is.</summary>
    private sealed record Asked(string? Field, string? Add, string? Step)
    {
        public TypedField? Typed { get; init; }
        public string Note { get; init; } = "";
    }
}

internal static class FormDesignServices
{
    public static IServiceCollection AddFormDesign(this IServiceCollection services) =>
        services.AddScoped<FormUses>().AddScoped<EditForm>().AddScoped<PublishForm>().AddScoped<FormPages>();
}
