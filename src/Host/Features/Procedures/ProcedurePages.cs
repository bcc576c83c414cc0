using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Procedures;

/// <summary><c>/admin/procedures</c> and the settings of one: what process owners edit and process readers see.</summary>
internal sealed class ProcedurePages(
    ManagedProcedures procedures, ProcedureHeads heads, RunningCases running, OfficeSnapshots office, Sentences sentences, Wording say, IStringLocalizer<Texts> texts)
{
    public const string Root = "/admin/procedures";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var reading = pages.MapGroup(Root).RequireAuthorization(Policies.ProcessReader).ExcludeFromDescription();
        var changing = pages.MapGroup(Root).RequireAuthorization(Policies.ProcessOwner).ExcludeFromDescription();
        reading.MapGet("", async (Viewer by, ProcedurePages page, CancellationToken ct) => Pages.Show<ProceduresView>(await page.ListAsync(by, ct)));
        reading.MapGet("/{address}", (string address, Viewer by, ProcedurePages page, HttpContext context) => page.ShowAsync(address, null, null, by, context));
        changing.MapPost("/{address}", async (string address, Viewer by, EditProcedure slice, ProcedurePages page, HttpContext context) =>
        {
            var posted = await context.Request.ReadFormAsync(context.RequestAborted);
            var typed = ProcedureForm.Read(posted);
            var done = await slice.ExecuteAsync(address, typed, posted["revision"], by, context.RequestAborted);
            if (done.Rejection is { } refused) return await page.ShowAsync(address, typed, refused, by, context);

            context.Say(done.Value!.IsDraft ? "flash.procedureSaved" : "flash.procedureSame", $"{done.Value.Version}");
            return Pages.SeeOther($"{Root}/{done.Value.DefinitionId}");
        });
        VersionPages.Map(reading);
        OutlinePages.Map(reading);
        PublishPages.Map(changing);
    }

    private async Task<ProceduresModel> ListAsync(Viewer by, CancellationToken ct)
    {
        var (all, counts, words) = (await procedures.ReadAsync(ct), await running.CountAsync(ct), await procedures.VocabularyAsync(ct));
        return new(
            [
                .. all.Select(p => new ProcedureLine(
                    p.DefinitionId, say.Of(p.Name), p.Settings?.Key, p.Settings is { } settings ? say.Of(settings.Category) : null,
                    p.Settings is { } own ? say.Of(words.StarterWords(own.MayStart)) : null,
                    p.Published?.Version, p.HasDraft ? p.Latest.Version : null, counts.GetValueOrDefault(p.DefinitionId))),
            ],
            by.Has(Policies.ProcessOwner));
    }

    /// <param name="typed">What was posted and refused; null shows what is there.</param>
    private async Task<IResult> ShowAsync(string address, ProcedureForm? typed, Rejection? refused, Viewer by, HttpContext context)
    {
        var ct = context.RequestAborted;
        if (refused is { Kind: RejectionKind.NotFound } || await procedures.FindAsync(address, ct) is not { } procedure) return Pages.NotFound();

        var no = refused is null ? null : await heads.NameAsync(refused, "procedure-changed-meanwhile", ct);
        var model = new ProcedureModel(
            await heads.ReadAsync(procedure, "settings", by, ct),
            typed ?? ProcedureForm.Of(procedure),
            await OptionsAsync(ct),
            procedure.Revision,
            procedure.Settings is null,
            no switch
            {
                null => [],
                { Fields.IsEmpty: true } => [new(sentences.Of(no))],
                _ => [.. no.Fields.Select(f => new SummaryError(sentences.Of(f), f.Field))],
            },
            no is null ? ImmutableDictionary<string, string>.Empty : no.Fields.GroupBy(f => f.Field).ToImmutableDictionary(g => g.Key, g => string.Join(' ', g.Select(sentences.Of))),
            no is null ? Flash.Take(context, texts) : null);
        return Pages.Show<ProcedureView>(model, no is null ? StatusCodes.Status200OK : Problems.StatusOf(no.Kind));
    }

    private async Task<ProcedureOptions> OptionsAsync(CancellationToken ct)
    {
        var snapshot = await office.ReadAsync(ct);
        var forms = snapshot.Forms.GroupBy(f => f.Key).Select(g => g.MaxBy(f => f.Version)!).OrderBy(f => f.Key, StringComparer.Ordinal).ToList();
        var categories = (await procedures.ReadAsync(ct)).Select(p => p.Settings?.Category.Zh).OfType<string>().Where(c => c.Length > 0).Distinct();
        return new(
            [.. forms.Select(f => (f.Key, say.Of(f.Title)))],
            [.. snapshot.Organisation.Roles.Values.OrderBy(r => r.Code, StringComparer.Ordinal).Select(r => (r.Code, r.Name))],
            [.. categories],
            [
                .. forms.Select(f => new FormWords(
                    f.Key, say.Of(f.Title),
                    [
                        .. CaseWords.Always.Select(word => (word, texts[$"procedure.word.{word}"].Value)),
                        .. f.Fields.Where(field => field.Type is not Workflows.Forms.FieldType.Attachments).SelectMany(field => field.DataKeys.Where(key => key is not ("fromHalf" or "toHalf") && !CaseWords.Always.Contains(key)).Select(key => (key, say.Of(field.Label)))),
                    ])),
            ]);
    }
}
