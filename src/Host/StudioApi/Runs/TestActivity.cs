using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.StudioApi.Definitions;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>Runs one activity alone in a sandbox that is forgotten afterwards: what it would be given, give out, and how it would end.</summary>
internal sealed class TestActivity(DefinitionQueries definitions, NewTestRuns starts, TestRuns runs, ActivityCatalog activities)
{
    private const string Flow = "test";

    public async Task<Result<JsonObject>> ExecuteAsync(TestRequest request, Viewer by, CancellationToken ct)
    {
        var (which, what) = (request.WorkflowDefinitionHandle, request.ActivityHandle);
        var row = which?.DefinitionVersionId is { Length: > 0 } versionId
            ? await definitions.FindVersionAsync(versionId, ct)
            : await definitions.FindAsync(which?.DefinitionId ?? "", which?.VersionOptions, ct);
        if (row is null) return new Rejection(RejectionKind.NotFound, "definition-unknown", which?.DefinitionVersionId ?? which?.DefinitionId ?? "");

        var definition = DefinitionStore.Read(row);
        var node = ActivityTree.Read(definition).WithDescendants().FirstOrDefault(node => node.NodeId == what?.ActivityNodeId || node.Id == what?.ActivityId);
        if (node is null || Find(definition.Root, node.Id) is not { } json) return new Rejection(RejectionKind.NotFound, "activity-unknown", what?.ActivityNodeId ?? what?.ActivityId ?? "");

        var run = await starts.OfAsync(definition, null, by, ct);
        var tried = await runs.TryAsync(run with { Definition = Alone(definition, json, run) }, ct);
        return tried.Value is { } sandbox ? Answer(sandbox, node.Id) : tried.Rejection!;
    }

    /// <summary>In a flowchart of its own; the variable that the procedures keep their form in has it already, because the step that fills it is not run.</summary>
    private static WorkflowDefinition Alone(WorkflowDefinition definition, JsonObject activity, NewTestRun run) => definition with
    {
        IsPublished = false,
        Root = new JsonObject { ["id"] = Flow, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(activity.DeepClone()) },
        Variables =
        [
            .. definition.Variables.Select(variable => variable.Name == TestApplication.FormInput && run.Input.TryGetValue(TestApplication.FormInput, out var form)
                ? variable with { Value = JsonNode.Parse(form.GetRawText()) }
                : variable),
        ],
    };

    private JsonObject Answer(Sandbox sandbox, string activityId)
    {
        var nodes = ActivityTree.Read(sandbox.Definition).WithDescendants().ToImmutableDictionary(node => node.NodeId, StringComparer.Ordinal);
        var sight = new InstanceSight(sandbox.Root!, sandbox.JournalOf(sandbox.Id), nodes, activities, ShowsValues: true, []);
        var record = ExecutionRecords.Of(sight).FirstOrDefault(record => InstanceJson.ActivityIdOf(record.NodeId) == activityId);
        var json = record?.Full(sight);
        return new()
        {
            ["activityState"] = json?["activityState"]?.DeepClone() ?? new JsonObject(),
            ["payload"] = json?["payload"]?.DeepClone(),
            ["outputs"] = json?["outputs"]?.DeepClone() ?? new JsonObject(),
            ["exception"] = json?["exception"]?.DeepClone(),
            ["status"] = record?.Status ?? "Pending",
        };
    }

    private static JsonObject? Find(JsonNode? node, string activityId) => node switch
    {
        JsonObject found when found["id"]?.ToString() == activityId && found["type"] is not null => found,
        JsonObject other => other.Select(member => Find(member.Value, activityId)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Find(item, activityId)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}

internal sealed record TestRequest(DefinitionHandle? WorkflowDefinitionHandle, ActivityHandle? ActivityHandle);

internal sealed record DefinitionHandle(string? DefinitionId, string? VersionOptions, string? DefinitionVersionId);

internal sealed record ActivityHandle(string? ActivityId, string? ActivityNodeId);
