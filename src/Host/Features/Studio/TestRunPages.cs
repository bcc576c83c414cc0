using Microsoft.AspNetCore.Mvc;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Api;
using StaffFlows.Host.Components.Layout;
using StaffFlows.Host.Security;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Studio;

/// <summary>
/// The panel beside the Studio's viewer, a page of its own in a frame: plain forms, so that the Studio goes on undisturbed while its test
/// run is answered. For whoever started the run; for everybody else there is none.
/// </summary>
internal static class TestRunPages
{
    private const string Root = "/studio/test-runs/{id:guid}";

    /// <summary>In a frame of ours only.</summary>
    private const string Policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'";

    public static IServiceCollection AddTestRuns(this IServiceCollection services) =>
        services.AddScoped<TestRunPanels>().AddScoped<AnswerTestRun>().AddScoped<RepeatTestRun>();

    public static void MapTestRunPages(this IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup(Root).RequireAuthorization(Policies.ProcessReader).WithMetadata(new ContentPolicy(Policy)).ExcludeFromDescription();
        group.MapGet("", async (Guid id, TestRuns runs, TestRunPanels panels, Viewer by, CancellationToken ct) =>
            await FindAsync(runs, id, by, ct) is { } run ? Show(await panels.OfAsync(run, null, ct)) : Pages.NotFound());
        group.MapPost("/answer", (
                Guid id, [FromForm] string? instance, [FromForm] string? bookmark, [FromForm] string? outcome, [FromForm] string? opinion, [FromForm] string? value, [FromForm] string? form,
                AnswerTestRun slice, TestRuns runs, TestRunPanels panels, Sentences sentences, Viewer by, CancellationToken ct) =>
            AnswerAsync(id, run => slice.ExecuteAsync(run, new(instance, bookmark, outcome, opinion, value, form), ct), runs, panels, sentences, by, ct));
        group.MapPost("/pass", (Guid id, [FromForm] Guid instance, [FromForm] Guid bookmark, TestRuns runs, TestRunPanels panels, Sentences sentences, Viewer by, CancellationToken ct) =>
            AnswerAsync(id, run => runs.LetPassAsync(run, new(instance), new(bookmark), ct), runs, panels, sentences, by, ct));
        group.MapPost("/again", async (Guid id, [FromForm] string? form, RepeatTestRun slice, TestRuns runs, TestRunPanels panels, Sentences sentences, Viewer by, CancellationToken ct) =>
        {
            if (await FindAsync(runs, id, by, ct) is not { } run) return Pages.NotFound();
            var again = await slice.ExecuteAsync(run, form, by, ct);
            return again.Value is { } sandbox ? Pages.SeeOther($"/studio/workflows/instances/{sandbox.Id}/view") : Refuse(await panels.OfAsync(run, sentences.Of(again.Rejection!), ct));
        });
    }

    /// <summary>Where the panel of that instance is; null where it is no test run of his.</summary>
    public static async Task<string?> FindPanelAsync(TestRuns runs, string? instanceId, Viewer by, CancellationToken ct) =>
        Guid.TryParse(instanceId, out var id) && await FindAsync(runs, id, by, ct) is not null ? $"/studio/test-runs/{id}" : null;

    private static async Task<IResult> AnswerAsync(
        Guid id, Func<TestRun, Task<Result<Sandbox>>> answer, TestRuns runs, TestRunPanels panels, Sentences sentences, Viewer by, CancellationToken ct)
    {
        if (await FindAsync(runs, id, by, ct) is not { } run) return Pages.NotFound();
        if ((await answer(run)).Rejection is not { } refused) return Pages.SeeOther($"/studio/test-runs/{id}");

        // The sandbox may be half changed: what is shown is what is kept.
        return await FindAsync(runs, id, by, ct) is { } kept ? Refuse(await panels.OfAsync(kept, sentences.Of(refused), ct)) : Pages.NotFound();
    }

    private static async Task<TestRun?> FindAsync(TestRuns runs, Guid id, Viewer by, CancellationToken ct) =>
        await runs.FindAsync(new(id), ct) is { } run && run.IsOf(by.PersonId) ? run : null;

    private static IResult Show(TestRunModel model) => Pages.Show<TestRunView>(model, layout: typeof(PublicLayout));

    private static IResult Refuse(TestRunModel model) => Pages.Refuse<TestRunView>(model, typeof(PublicLayout));
}
