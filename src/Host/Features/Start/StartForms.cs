using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Features.Attachments;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>The models of the start pages.</summary>
internal sealed class StartForms(
    OfficeSnapshots office, IDbContextFactory<StaffFlowsDbContext> databases, CaseSheets sheets, StepNames steps, Wording say, IStringLocalizer<Texts> texts)
{
    /// <summary>A procedure that is about days has the calendar for its sign.</summary>
    public async Task<Catalogue> CatalogueAsync(IEnumerable<Procedure> procedures, CancellationToken ct)
    {
        var forms = await office.ReadAsync(ct);
        return new(
        [
            .. procedures.GroupBy(p => say.Of(p.Settings.Category)).Select(g => new CatalogueGroup(
                g.Key is { Length: > 0 } category ? category : texts["start.otherCategory"],
                [.. g.Select(p => new CatalogueEntry(p.Key, say.Of(p.Name), say.Of(p.Settings.Description), IsAboutDays(forms.FindForm(p.Settings.Form)) ? "cal" : "doc"))])),
        ]);
    }

    /// <summary>What an empty form begins with, where it asks for it: the AB partner as stand-in, his own phone as contact.</summary>
    public async Task<JsonObject> FirstValuesAsync(Form form, Viewer by, CancellationToken ct)
    {
        var organisation = (await office.ReadAsync(ct)).Organisation;
        var person = organisation.People[by.PersonId];
        var values = new JsonObject();
        if (form.FindField("standIn") is { Type: FieldType.Person }) values["standIn"] = organisation.PartnersOf(person).FirstOrDefault(p => p.IsActive)?.StaffNo;
        if (form.FindField("contact") is { Type: FieldType.Text }) values["contact"] = person.Mobile;
        return values;
    }

    private static bool IsAboutDays(Form? form) => form?.Fields.Any(f => f.Type is FieldType.HalfDayRange) == true;

    public async Task<StartFormModel> ModelAsync(
        CasePreview preview, Catalogue catalogue, Case? draft, JsonObject data, Rejection? refused, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        var snapshot = await office.ReadAsync(ct);
        var application = preview.Application;
        var (form, procedure) = (application.Form, application.Procedure);
        var reading = FormReading.ForStart(form, WithDays(data, preview));
        var words = await steps.ReadAsync([procedure.DefinitionVersionId], ct);
        return new StartFormModel(
            catalogue,
            procedure.Key,
            say.Of(procedure.Name),
            say.Of(form.Title),
            draft is null ? null : $"{draft.Id}",
            draft?.UpdatedAt,
            sheets.Content(reading, application.Applicant, await FilesAsync(form, data, by, ct), snapshot, application.RulesOf(snapshot), refused),
            sheets.Summary(refused, form),
            sheets.Timeline(preview.Steps, (id, name) => words.Of(procedure.DefinitionVersionId, id, name), snapshot),
            Note(preview))
        {
            DraftVersion = draft?.Version,
            Flash = refused is null ? Flash.Take(context, texts) : null,
        };
    }

    private static JsonObject WithDays(JsonObject data, CasePreview preview)
    {
        var values = (JsonObject)data.DeepClone();
        if (preview.Days is { } days) values["days"] = days.Days;
        return values;
    }

    /// <summary>Why there are no steps, where something else than missing fields is the reason.</summary>
    private string? Note(CasePreview preview)
    {
        if (preview.Refused is not { } refused || preview.Days is null) return preview.Days is { Provisional: true } ? texts["due.provisionalMark"].Value : null;

        return sheets.Summary(refused).Select(e => e.Sentence).FirstOrDefault();
    }

    private async Task<IReadOnlyList<Workflows.Persistence.Model.Attachment>> FilesAsync(Form form, JsonObject data, Viewer by, CancellationToken ct)
    {
        var ids = form.Fields.Where(f => f.Type is FieldType.Attachments).SelectMany(f => AttachmentAdoption.IdsIn(data, f.Key)).ToList();
        if (ids.Count == 0) return [];

        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Attachments.AsNoTracking().Where(a => ids.Contains(a.Id) && a.UploaderId == by.PersonId).ToListAsync(ct);
    }
}
