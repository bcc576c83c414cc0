using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Security;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Studio;

/// <summary>
/// The genuine Elsa Studio at <c>/studio/</c>: a page of ours round each of its elements, at the addresses that the Studio itself goes to,
/// and the files of its package beside them.
/// </summary>
internal static class StudioPages
{
    public const string Root = "/studio/";

    public static IServiceCollection AddStudio(this IServiceCollection services) =>
        services.AddSingleton(provider => StudioFiles.Of(provider.GetRequiredService<IHostEnvironment>())).AddScoped<KeptDraftPages>().AddTestRuns();

    public static void MapStudioPages(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Root).RequireAuthorization(Policies.ProcessReader).WithMetadata(new ContentPolicy(StudioDocument.Policy)).ExcludeFromDescription();
        group.MapGet("", IResult (StudioFiles files) => Show(StudioScreen.Definitions, null, files));
        group.MapGet("workflows/definitions", IResult (StudioFiles files) => Show(StudioScreen.Definitions, null, files));
        group.MapGet("workflows/definitions/{id}/edit", EditAsync);
        group.MapGet("workflows/instances", IResult (StudioFiles files) => Show(StudioScreen.Instances, null, files));
        group.MapGet("workflows/instances/{id}/view", async Task<IResult> (string id, StudioFiles files, TestRuns runs, Viewer by, CancellationToken ct) =>
            Show(StudioScreen.Viewer, id, files, await TestRunPages.FindPanelAsync(runs, id, by, ct)));
        pages.MapTestRunPages();

        KeptDraftPages.Map(pages);
        pages.MapMethods("/studio/{**path}", [HttpMethods.Get, HttpMethods.Head], (string path, StudioFiles files, HttpContext context) => files.Serve(path, context)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The Studio itself has no words for a procedure that is not there, e.g. one that was deleted since.</summary>
    private static async Task<IResult> EditAsync(string id, StudioFiles files, IDbContextFactory<StaffFlowsDbContext> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Definitions.AnyAsync(d => d.DefinitionId == id, ct) ? Show(StudioScreen.Editor, id, files) : Pages.NotFound();
    }

    /// <summary>Without the package the page says what is missing; everything else of the host works.</summary>
    private static RazorComponentResult<StudioDocument> Show(StudioScreen screen, string? id, StudioFiles files, string? panel = null) =>
        new(new { Screen = screen, Id = id, files.AreThere, Panel = panel }) { StatusCode = files.AreThere ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable };
}
