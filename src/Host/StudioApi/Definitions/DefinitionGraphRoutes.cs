using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>What is inside a definition, and which others have it inside them.</summary>
internal static class DefinitionGraphRoutes
{
    public static void MapReading(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions");
        group.MapGet("/subgraph/{versionId}", async (string versionId, string? parentNodeId, Subgraphs graphs, CancellationToken ct) => Found(await graphs.FindAsync(versionId, parentNodeId, ct), versionId));
        group.MapGet("/subgraph/segments/{versionId}", async (string versionId, string? childNodeId, Subgraphs graphs, CancellationToken ct) => Found(await graphs.FindSegmentsAsync(versionId, childNodeId, ct), versionId));
        group.MapGet("/{definitionId}/consumers", async (string definitionId, DefinitionStore definitions, ConsumingDefinitions consumers, CancellationToken ct) =>
            await definitions.FindLatestAsync(definitionId, ct) is { } used
                ? TypedResults.Ok(new JsonObject { ["consumingWorkflowDefinitionIds"] = Names((await consumers.FindAsync(used, ct)).Select(d => d.DefinitionId).Distinct(StringComparer.Ordinal)) })
                : Found(null, definitionId));
    }

    public static void MapChanging(RouteGroupBuilder api) =>
        api.MapPost("/workflow-definitions/{definitionId}/update-references", async (string definitionId, UpdateReferences slice, Viewer by, CancellationToken ct) =>
        {
            var changed = await slice.ExecuteAsync(definitionId, by, ct);
            return changed.Rejection is { } refused ? refused.ToStudio() : TypedResults.Ok(new JsonObject { ["affectedWorkflows"] = Names(changed.Value) });
        });

    private static JsonArray Names(IEnumerable<string> ids) => new([.. ids.Select(id => (JsonNode)id)]);

    private static IResult Found(JsonObject? found, string id) => found is null ? new Rejection(RejectionKind.NotFound, "definition-unknown", id).ToProblem() : TypedResults.Ok(found);
}
