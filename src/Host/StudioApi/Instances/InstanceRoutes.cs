using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Instances over the wire, for the Studio's list and viewer.</summary>
internal static class InstanceRoutes
{
    private const int MaxTake = 500;

    public static IServiceCollection AddStudioInstances(this IServiceCollection services) => services.AddSingleton<InstanceSights>().AddSingleton<InstanceSearch>().AddSingleton<ReportTask>().AddSingleton<ExportInstances>();

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-instances", (InstanceFilter filter, InstanceSearch search, Viewer by, CancellationToken ct) => search.FindAsync(filter, by, ct));
        api.MapGet("/workflow-instances/{id}", (string id, InstanceSights sights, Viewer by, CancellationToken ct) => AnswerAsync(id, sights, by, InstanceJson.Full, ct));
        api.MapGet("/workflow-instances/{id}/execution-state", (string id, InstanceSights sights, Viewer by, CancellationToken ct) =>
            AnswerAsync(id, sights, by, sight => InstanceJson.ExecutionState(sight.Instance), ct));
        api.MapGet("/workflow-instances/{id}/variables", (string id, InstanceSights sights, Viewer by, CancellationToken ct) => AnswerAsync(id, sights, by, InstanceJson.Variables, ct));
        api.MapPost("/workflow-instances/{id}/journal", (string id, int? skip, int? take, JournalRequest body, InstanceSights sights, Viewer by, CancellationToken ct) =>
            AnswerAsync(id, sights, by, sight => Journal(sight, body.Filter, skip ?? 0, take ?? MaxTake), ct));

        api.MapGet("/workflow-instances/{id}/export", async (string id, ExportInstances slice, Viewer by, CancellationToken ct) => await slice.ReadAsync(id, by, ct) is { } file
            ? TypedResults.File(file, "application/json", ExportInstances.NameOf(id))
            : (IResult)new Rejection(RejectionKind.NotFound, "not-found").ToProblem());
        api.MapPost("/bulk-actions/export/workflow-instances", async (ExportRequest body, ExportInstances slice, Viewer by, CancellationToken ct) => body.Ids is { Length: > ExportInstances.Most }
            ? new Rejection(RejectionKind.Invalid, "export-too-many", $"{ExportInstances.Most}").ToStudio()
            : TypedResults.File(await slice.ReadAsync(body.Ids ?? [], by, ct), "application/zip", "workflow-instances.zip"));

        api.MapPost("/activity-executions/report", (ReportRequest body, InstanceSights sights, Viewer by, CancellationToken ct) =>
            AnswerAsync(body.WorkflowInstanceId, sights, by, sight => Report(sight, body.ActivityNodeIds ?? []), ct));
        api.MapGet("/activity-executions/list", (string? workflowInstanceId, string? activityNodeId, InstanceSights sights, Viewer by, CancellationToken ct) =>
            AnswerAsync(workflowInstanceId, sights, by, sight => List(sight, activityNodeId, record => record.Full(sight)), ct));
        api.MapGet("/activity-executions/by-id", (string? id, InstanceSights sights, Viewer by, CancellationToken ct) => AnswerAboutAsync(id, sights, by, (sight, record) => record.Full(sight), ct));
        api.MapGet("/activity-executions/{id}/call-stack", (string id, InstanceSights sights, Viewer by, CancellationToken ct) => AnswerAboutAsync(id, sights, by, CallStack, ct));
        api.MapGet("/activity-execution-summaries/list", (string? workflowInstanceId, string? activityNodeId, InstanceSights sights, Viewer by, CancellationToken ct) =>
            AnswerAsync(workflowInstanceId, sights, by, sight => List(sight, activityNodeId, record => record.Summary(sight)), ct));
    }

    /// <summary>What is done outside the engine is reported here.</summary>
    public static void MapTasks(RouteGroupBuilder api) =>
        api.MapPost("/tasks/{taskId}/complete", async (string taskId, TaskReport? body, ReportTask slice, Viewer by, CancellationToken ct) =>
            await slice.ExecuteAsync(taskId, body?.Result ?? JsonValues.Null, by, ct) is { } refused ? refused.ToProblem() : TypedResults.Ok());

    private static async Task<IResult> AnswerAsync(string? id, InstanceSights sights, Viewer by, Func<InstanceSight, JsonObject> answer, CancellationToken ct) =>
        id is not null && await sights.FindAsync(id, by, ct) is { } sight ? TypedResults.Ok(answer(sight)) : new Rejection(RejectionKind.NotFound, "not-found").ToProblem();

    private static async Task<IResult> AnswerAboutAsync(string? address, InstanceSights sights, Viewer by, Func<InstanceSight, ExecutionRecord, JsonObject> answer, CancellationToken ct) =>
        address?.Split('-') is [var instance, _] && await sights.FindAsync(instance, by, ct) is { } sight
        && ExecutionRecords.Of(sight).FirstOrDefault(record => ExecutionRecord.AddressOf(sight.Instance.Id, record.Id) == address) is { } found
            ? TypedResults.Ok(answer(sight, found))
            : new Rejection(RejectionKind.NotFound, "not-found").ToProblem();

    /// <summary>The containers that it runs in, from the outermost.</summary>
    private static JsonObject CallStack(InstanceSight sight, ExecutionRecord record)
    {
        var records = ExecutionRecords.Of(sight);
        var parts = record.NodeId.Split(':');
        var items = Enumerable.Range(1, parts.Length).Select(length => string.Join(':', parts.Take(length)))
            .Select(nodeId => records.LastOrDefault(other => other.NodeId == nodeId && other.StartedAt <= record.StartedAt)).OfType<ExecutionRecord>()
            .Select(other => (JsonNode)other.Full(sight)).ToArray();
        return new() { ["activityExecutionId"] = ExecutionRecord.AddressOf(sight.Instance.Id, record.Id), ["items"] = new JsonArray(items), ["totalCount"] = items.Length };
    }

    private static JsonObject Journal(InstanceSight sight, JournalFilter? filter, int skip, int take)
    {
        var entries = sight.Journal.Where(entry =>
            (filter?.ActivityIds is not { Length: > 0 } ids || ids.Contains(InstanceJson.ActivityIdOf(entry.NodeId)))
            && (filter?.ActivityNodeIds is not { Length: > 0 } nodeIds || nodeIds.Contains(entry.NodeId))
            && (filter?.EventNames is not { Length: > 0 } events || events.Contains(entry.Event))
            && (filter?.ExcludedActivityTypes is not { Length: > 0 } types || sight.Nodes.GetValueOrDefault(entry.NodeId) is not { } node || !types.Contains(node.Type))).ToList();
        return new()
        {
            ["items"] = new JsonArray([.. entries.Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, MaxTake)).Select(entry => InstanceJson.Entry(entry, sight))]),
            ["totalCount"] = entries.Count,
        };
    }

    private static JsonObject Report(InstanceSight sight, string[] nodeIds) =>
        new() { ["stats"] = ExecutionStats.Of(ExecutionRecords.Of(sight).Where(record => nodeIds.Contains(record.NodeId))) };

    private static JsonObject List(InstanceSight sight, string? nodeId, Func<ExecutionRecord, JsonObject> write)
    {
        var items = ExecutionRecords.Of(sight).Where(record => record.NodeId == nodeId).Select(record => (JsonNode)write(record)).ToArray();
        return new() { ["items"] = new JsonArray(items), ["count"] = items.Length };
    }

    internal sealed record ExportRequest(string[]? Ids);

    internal sealed record TaskReport(JsonElement? Result);

    internal sealed record JournalRequest(JournalFilter? Filter);

    internal sealed record JournalFilter(string[]? ActivityIds, string[]? ActivityNodeIds, string[]? ExcludedActivityTypes, string[]? EventNames);

    internal sealed record ReportRequest(string? WorkflowInstanceId, string[]? ActivityNodeIds);
}
