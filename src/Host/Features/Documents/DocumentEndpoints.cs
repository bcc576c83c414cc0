using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Documents;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <summary>The documents of cases and their templates by REST.</summary>
internal static class DocumentEndpoints
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<CaseDocuments>().AddScoped<GetDocuments>().AddScoped<MakeDocument>().AddScoped<GetProof>()
        .AddScoped<AddTemplate>().AddScoped<RestoreTemplate>().AddScoped<TemplateModels>()
        .AddScoped<DocumentPages>().AddScoped<TemplatePages>();

    public static void MapDocuments(this RouteGroupBuilder api)
    {
        api.MapGet("/cases/{id:guid}/documents", async (Guid id, Viewer by, GetDocuments slice, CancellationToken ct) => (await slice.ExecuteAsync(id, by, ct)).ToHttp())
            .WithTags("documents").WithSummary("Documents that there are for a case");
        api.MapGet("/cases/{id:guid}/documents/{key}", async (Guid id, string key, string? of, Viewer by, MakeDocument slice, HostSettings settings, HttpContext context) =>
                (await slice.ExecuteAsync(id, key, of, by, DocumentPages.AddressOf(settings, context), context.RequestAborted)).ToHttp(made => WordFile.Send(context, made.File, DocumentNames.FileOf(made))))
            .WithTags("documents").WithSummary("A document of a case as a Word file");
        MapTemplates(api.MapGroup("/document-templates").RequireAuthorization(Policies.Documents).WithTags("documents"));
    }

    private static void MapTemplates(RouteGroupBuilder templates)
    {
        templates.MapGet("", async (TemplateModels models, CancellationToken ct) => TypedResults.Ok((await models.ListAsync(ct)).Kinds));
        templates.MapGet("/{key}", async (string key, TemplateModels models, CancellationToken ct) =>
            await models.FindAsync(key, ct) is { } model ? TypedResults.Ok(new { model.Key, model.Name, model.Versions, model.Placeholders }) : Missing());
        templates.MapGet("/{key}/versions/{version:int}", async (string key, int version, DocumentStore store, HttpContext context) =>
            await store.FindTemplateAsync(key, version, context.RequestAborted) is { } template ? WordFile.Send(context, template.Content, template.FileName) : Missing());
        templates.MapGet("/{key}/versions/{version:int}/preview", async (string key, int version, TemplateModels models, HttpContext context) =>
            await models.SampleAsync(key, version, context.RequestAborted) is { } sample ? WordFile.Send(context, sample, $"{DocumentKinds.Find(key)!.Name.Zh} 样张.docx") : Missing());
        templates.MapPost("/{key}/versions", async (string key, HttpRequest request, Viewer by, AddTemplate slice, CancellationToken ct) =>
        {
            var name = request.HasFormContentType ? (await request.ReadFormAsync(ct)).Files["file"]?.FileName : null;
            return (await slice.ExecuteAsync(key, name ?? $"{key}.docx", await Uploads.ReadAsync(request, ct), by, ct)).ToHttp(added => TypedResults.Created($"{ApiRoutes.Root}/document-templates/{key}/versions/{added.Version}", added));
        }).Accepts<IFormFile>("multipart/form-data", WordFile.MediaType);
        templates.MapPost("/{key}/versions/{version:int}/restore", async (string key, int version, Viewer by, RestoreTemplate slice, CancellationToken ct) =>
            (await slice.ExecuteAsync(key, version, by, ct)).ToHttp(restored => TypedResults.Ok(new { version = restored })));
    }

    private static IResult Missing() => new Engine.Execution.Rejection(Engine.Execution.RejectionKind.NotFound, "not-found").ToProblem();
}
