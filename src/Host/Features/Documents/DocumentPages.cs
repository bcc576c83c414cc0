using Microsoft.Extensions.Localization;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Localisation;
using StaffFlows.Host.Operations;
using StaffFlows.Workflows.Documents.Printing;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Documents;

/// <summary><c>/cases/{id}/documents/{key}</c> for paper and as a Word file, and <c>/verify/{id}/{key}</c>, which proves a paper to whoever holds it.</summary>
internal sealed class DocumentPages(MakeDocument make, GetProof proof, HostSettings settings, Wording say, IStringLocalizer<Texts> texts)
{
    public const string ProofRoot = "/verify";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/cases/{id:guid}/documents/{key}", (Guid id, string key, string? of, Viewer by, DocumentPages page, HttpContext context) => page.ShowAsync(id, key, of, by, context))
            .RequireAuthorization().ExcludeFromDescription();
        pages.MapGet("/cases/{id:guid}/documents/{key}/file", (Guid id, string key, string? of, Viewer by, DocumentPages page, HttpContext context) => page.SendAsync(id, key, of, by, context))
            .RequireAuthorization().ExcludeFromDescription();
        pages.MapGet(ProofRoot + "/{id:guid}/{key}", (Guid id, string key, string? sha256, DocumentPages page, CancellationToken ct) => page.ProveAsync(id, key, sha256, ct))
            .AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Of this host as the public knows it.</summary>
    public static string AddressOf(HostSettings settings, HttpContext context) =>
        settings.PublicBaseUrl?.ToString().TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";

    private async Task<IResult> ShowAsync(Guid id, string key, string? part, Viewer by, HttpContext context)
    {
        var read = await make.ExecuteAsync(id, key, part, by, AddressOf(settings, context), context.RequestAborted);
        return read.Value is not { } made
            ? Pages.NotFound()
            : Pages.Show<DocumentView>(new DocumentModel(
                DocumentNames.Of(made.Document, say),
                ($"/cases/{id}", made.Number),
                texts["document.madeOn", made.Issued.TemplateVersion, say.FullMoment(made.Issued.IssuedAt)],
                DocumentNames.Address(id, made.Document, "/file"),
                DocumentReading.Read(made.File)));
    }

    private async Task<IResult> SendAsync(Guid id, string key, string? part, Viewer by, HttpContext context)
    {
        var read = await make.ExecuteAsync(id, key, part, by, AddressOf(settings, context), context.RequestAborted);
        return read.Value is { } made ? WordFile.Send(context, made.File, DocumentNames.FileOf(made)) : Pages.NotFound();
    }

    private async Task<IResult> ProveAsync(Guid id, string key, string? digest, CancellationToken ct)
    {
        var read = await proof.ExecuteAsync(id, key, digest, ct);
        return Pages.Show<ProofView>(
            new ProofModel(read.Value is { } found ? new(say.Of(found.Kind.Name), found.Number, found.Issued.Digest, found.Issued.IssuedAt, found.IsLatest) : null),
            read.Value is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            typeof(PublicLayout));
    }
}
