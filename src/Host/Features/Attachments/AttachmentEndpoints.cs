using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

internal static class AttachmentEndpoints
{
    public static IServiceCollection AddAttachments(this IServiceCollection services) => services
        .AddScoped<UploadAttachment>()
        .AddScoped<DownloadAttachment>()
        .AddScoped<AttachmentAdoption>()
        .AddScoped<PostedForms>()
        .AddSingleton<OrphanSweep>()
        .AddHostedService(provider => provider.GetRequiredService<OrphanSweep>());

    public static void MapAttachments(this RouteGroupBuilder api)
    {
        api.MapPost("/attachments", async (HttpRequest request, Viewer by, UploadAttachment slice, CancellationToken ct) =>
        {
            var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
            if (form is not { Files: [var file, ..] }) return new Rejection(RejectionKind.Invalid, "file-missing").ToProblem();

            var caseId = Guid.TryParse(form["caseId"], out var id) ? id : Guid.CreateVersion7();
            await using var content = file.OpenReadStream();
            return (await slice.ExecuteAsync(by, caseId, file.FileName, content, ct)).ToHttp(added => TypedResults.Created($"{ApiRoutes.Root}/attachments/{added.Id}", added));
        }).DisableAntiforgery();

        api.MapGet("/attachments/{id:guid}", SendAsync);
    }

    /// <summary>The address that pages link to.</summary>
    public static void MapAttachmentPages(this IEndpointRouteBuilder pages) => pages.MapGet("/attachments/{id:guid}", SendAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> SendAsync(Guid id, Viewer by, DownloadAttachment slice, AttachmentStore store, HttpContext context, CancellationToken ct) =>
        (await slice.ExecuteAsync(id, by, ct)).ToHttp(file => Send(file, store, context));

    /// <summary>Never shown in the browser: saved under its name, as the type it was found to be.</summary>
    private static PushStreamHttpResult Send(Attachment file, AttachmentStore store, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.ContentLength = file.Size;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(target => store.CopyToAsync(file, target, context.RequestAborted), file.ContentType);
    }
}
