using Microsoft.Extensions.Localization;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Documents.Printing;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <summary><c>/admin/documents</c>: the templates of documents, for the clerks who look after them.</summary>
internal sealed class TemplatePages(TemplateModels models, AddTemplate add, RestoreTemplate restore, DocumentStore store, Sentences sentences, IStringLocalizer<Texts> texts)
{
    public const string Root = "/admin/documents";

    public static void Map(IEndpointRouteBuilder all)
    {
        var pages = all.MapGroup(Root).RequireAuthorization(Policies.Documents).ExcludeFromDescription();
        pages.MapGet("", async (TemplateModels list, CancellationToken ct) => Pages.Show<DocumentKindsView>(await list.ListAsync(ct)));
        pages.MapGet("/{key}", (string key, TemplatePages page, HttpContext context) => page.ShowAsync(key, null, context));
        pages.MapPost("/{key}", (string key, Viewer by, TemplatePages page, HttpContext context) => page.AddAsync(key, by, context));
        pages.MapPost("/{key}/restore", (string key, Viewer by, TemplatePages page, HttpContext context) => page.RestoreAsync(key, by, context));
        pages.MapGet("/{key}/versions/{version:int}", (string key, int version, TemplatePages page, HttpContext context) => page.SendAsync(key, version, context));
        pages.MapGet("/{key}/versions/{version:int}/preview", (string key, int version, TemplatePages page, CancellationToken ct) => page.PreviewAsync(key, version, ct));
        pages.MapGet("/{key}/versions/{version:int}/preview/file", (string key, int version, TemplatePages page, HttpContext context) => page.SendSampleAsync(key, version, context));
    }

    private async Task<IResult> ShowAsync(string key, Rejection? refused, HttpContext context, string? fileName = null)
    {
        if (await models.FindAsync(key, context.RequestAborted) is not { } model) return Pages.NotFound();
        if (refused is null) return Pages.Show<TemplateView>(model with { Flash = Flash.Take(context, texts) });

        SummaryError[] errors = refused.Fields.IsEmpty ? [new(sentences.Of(refused))] : [.. refused.Fields.Select(f => new SummaryError(sentences.Of(f)))];
        return Pages.Refuse<TemplateView>(model with { Refused = [.. errors], FileName = fileName });
    }

    private async Task<IResult> AddAsync(string key, Viewer by, HttpContext context)
    {
        var name = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted)).Files["file"]?.FileName : null;
        var done = await add.ExecuteAsync(key, name ?? "", await Uploads.ReadAsync(context.Request, context.RequestAborted), by, context.RequestAborted);
        if (done.Rejection is { } refused) return await ShowAsync(key, refused, context, name);

        var unused = done.Value!.Unused;
        if (unused.IsEmpty) context.Say("flash.templateAdded", $"{done.Value.Version}", $"{done.Value.Used.Length}");
        else context.Say("flash.templateAddedWithout", $"{done.Value.Version}", $"{done.Value.Used.Length}", string.Join('、', unused));
        return Pages.SeeOther($"{Root}/{key}");
    }

    private async Task<IResult> RestoreAsync(string key, Viewer by, HttpContext context)
    {
        var posted = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!int.TryParse(posted["version"], out var version)) return Pages.NotFound();

        var done = await restore.ExecuteAsync(key, version, by, context.RequestAborted);
        if (done.Rejection is { } refused) return await ShowAsync(key, refused, context);

        context.Say("flash.templateRestored", $"{version}", $"{done.Value}");
        return Pages.SeeOther($"{Root}/{key}");
    }

    private async Task<IResult> SendAsync(string key, int version, HttpContext context) =>
        await store.FindTemplateAsync(key, version, context.RequestAborted) is { } template ? WordFile.Send(context, template.Content, template.FileName) : Pages.NotFound();

    private async Task<IResult> PreviewAsync(string key, int version, CancellationToken ct) =>
        await models.FindAsync(key, ct) is { } model && await models.SampleAsync(key, version, ct) is { } sample
            ? Pages.Show<DocumentView>(new DocumentModel(
                model.Name, ($"{Root}/{key}", model.Name), texts["document.sample", version], $"{Root}/{key}/versions/{version}/preview/file", DocumentReading.Read(sample)))
            : Pages.NotFound();

    private async Task<IResult> SendSampleAsync(string key, int version, HttpContext context) =>
        await models.SampleAsync(key, version, context.RequestAborted) is { } sample ? WordFile.Send(context, sample, texts["document.sampleFile", key]) : Pages.NotFound();
}
