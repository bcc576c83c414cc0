using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Host.StudioApi.Definitions;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>Test runs over the wire: what the Studio starts, and what it may end.</summary>
internal static class RunRoutes
{
    /// <summary>Where the Studio takes the id from.</summary>
    private const string StartedId = "x-elsa-workflow-instance-id";
    private const string CannotStart = "x-elsa-workflow-cannot-start";

    public static IServiceCollection AddStudioRuns(this IServiceCollection services) => services.AddScoped<NewTestRuns>().AddScoped<StartTestRun>().AddScoped<TestActivity>().AddScoped<EndInstances>();

    /// <summary>A test run's own copy of its definition, for the viewer.</summary>
    public static void MapReading(RouteGroupBuilder api) =>
        api.MapGet("/workflow-definitions/by-id/{versionId:regex(^test-)}", async (string versionId, TestRuns runs, ShownDefinitions shown, CancellationToken ct) =>
            TestRun.FindIdIn(versionId) is { } id && await runs.FindAsync(id, ct) is { } run
                ? TypedResults.Ok(await shown.OfAsync(run.Sandbox.Definition, DefinitionStore.RevisionOf(run.Sandbox.Definition), mayEdit: false, ct))
                : (IResult)new Rejection(RejectionKind.NotFound, "definition-unknown", versionId).ToProblem());

    public static void MapChanging(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", async (string definitionId, StartRequest body, StartTestRun slice, InstanceSights sights, Viewer by, HttpResponse response, CancellationToken ct) =>
            await StartedAsync(await slice.ExecuteAsync(definitionId, body, by, ct), sights, by, response, sight => new() { ["workflowState"] = InstanceJson.Full(sight)["workflowState"]!.DeepClone() }, ct));
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", async (string definitionId, StartRequest body, StartTestRun slice, InstanceSights sights, Viewer by, HttpResponse response, CancellationToken ct) =>
            await StartedAsync(await slice.ExecuteAsync(definitionId, body, by, ct), sights, by, response, sight => new() { ["workflowInstanceId"] = sight.Instance.Id.ToString() }, ct));
        api.MapPost("/tests/activities", async (TestRequest body, TestActivity slice, Viewer by, CancellationToken ct) =>
        {
            var tested = await slice.ExecuteAsync(body, by, ct);
            return tested.Value is { } answer ? TypedResults.Ok(answer) : tested.Rejection!.ToStudio();
        });

        api.MapDelete("/workflow-instances/{id}", async (string id, EndInstances slice, CancellationToken ct) => One(await slice.DeleteAsync([id], ct)));
        api.MapPost("/cancel/workflow-instances/{id}", async (string id, EndInstances slice, CancellationToken ct) => One(await slice.CancelAsync([id], ct)));
        api.MapPost("/bulk-actions/delete/workflow-instances/by-id", async (InstanceIds body, EndInstances slice, CancellationToken ct) => Several(await slice.DeleteAsync(body.Ids ?? [], ct), "deleted"));
        api.MapPost("/bulk-actions/cancel/workflow-instances", async (InstanceIds body, EndInstances slice, CancellationToken ct) => Several(await slice.CancelAsync(body.Ids ?? [], ct), "cancelled"));
        api.MapPost("/bulk-actions/import/workflow-instances", () => new Rejection(RejectionKind.InvalidState, "instance-import-refused").ToStudio());
    }

    /// <summary>One that can't start is no failure for the Studio, which says so itself; only an unknown definition is.</summary>
    private static async Task<IResult> StartedAsync(
        Result<Sandbox> started, InstanceSights sights, Viewer by, HttpResponse response, Func<InstanceSight, JsonObject> answer, CancellationToken ct)
    {
        if (started.Value is { } sandbox && await sights.FindAsync(sandbox.Id.ToString(), by, ct) is { } sight)
        {
            response.Headers[StartedId] = sandbox.Id.ToString();
            return TypedResults.Ok(answer(sight));
        }

        if (started.Rejection is { Kind: RejectionKind.NotFound } unknown) return unknown.ToProblem();
        response.Headers[CannotStart] = "True";
        return TypedResults.Ok(new JsonObject { ["workflowState"] = null, ["workflowInstanceId"] = null });
    }

    private static IResult One(Result<int> ended) => ended.Rejection is { } refused
        ? refused.ToStudio()
        : ended.Value > 0 ? TypedResults.NoContent() : new Rejection(RejectionKind.NotFound, "not-found").ToProblem();

    private static IResult Several(Result<int> ended, string word) => ended.Rejection is { } refused ? refused.ToStudio() : TypedResults.Ok(new JsonObject { [word] = ended.Value });

    internal sealed record InstanceIds(string[]? Ids);
}
