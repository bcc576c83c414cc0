using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Instances and their journals as the Studio reads them.</summary>
internal static class InstanceJson
{
    public static JsonObject Summary(StoredInstance row) => new()
    {
        ["id"] = new WorkflowInstanceId(row.Id).ToString(),
        ["definitionId"] = row.DefinitionId,
        ["definitionVersionId"] = row.DefinitionVersionId,
        ["version"] = row.DefinitionVersion,
        ["status"] = StatusOf(row.SubStatus),
        ["subStatus"] = $"{row.SubStatus}",
        ["correlationId"] = row.CorrelationId,
        ["name"] = row.Name,
        ["incidentCount"] = row.IncidentCount,
        ["createdAt"] = row.CreatedAt,
        ["updatedAt"] = row.UpdatedAt,
        ["finishedAt"] = row.FinishedAt,
    };

    public static JsonObject Full(InstanceSight sight)
    {
        var instance = sight.Instance;
        return new()
        {
            ["id"] = instance.Id.ToString(),
            ["definitionId"] = instance.DefinitionId,
            ["definitionVersionId"] = instance.DefinitionVersionId,
            ["version"] = instance.DefinitionVersion,
            ["parentWorkflowInstanceId"] = instance.Parent?.InstanceId.ToString(),
            ["status"] = StatusOf(instance.SubStatus),
            ["subStatus"] = $"{instance.SubStatus}",
            ["correlationId"] = instance.CorrelationId,
            ["name"] = instance.Name,
            ["incidentCount"] = instance.Incidents.Length,
            ["createdAt"] = instance.CreatedAt,
            ["updatedAt"] = instance.UpdatedAt,
            ["finishedAt"] = instance.FinishedAt,
            ["workflowState"] = State(sight),
        };
    }

    public static JsonObject ExecutionState(WorkflowInstance instance) => new()
    {
        ["status"] = StatusOf(instance.SubStatus),
        ["subStatus"] = $"{instance.SubStatus}",
        ["workflowSubStatus"] = $"{instance.SubStatus}",
        ["updatedAt"] = instance.UpdatedAt,
    };

    public static JsonObject Entry(JournalEntry entry, InstanceSight sight)
    {
        var node = sight.Nodes.GetValueOrDefault(entry.NodeId);
        return new()
        {
            ["id"] = $"{sight.Instance.Id}-{entry.Sequence}",
            ["workflowInstanceId"] = sight.Instance.Id.ToString(),
            ["activityInstanceId"] = ExecutionRecord.AddressOf(sight.Instance.Id, entry.ActivityExecutionId),
            ["parentActivityInstanceId"] = null,
            ["activityId"] = ActivityIdOf(entry.NodeId),
            ["activityType"] = node?.Type ?? "",
            ["activityTypeVersion"] = node?.Version ?? 1,
            ["activityName"] = node?.DisplayName,
            ["nodeId"] = entry.NodeId,
            ["timestamp"] = entry.At,
            ["sequence"] = entry.Sequence,
            ["eventName"] = entry.Event,
            ["message"] = null,
            ["source"] = null,
            ["activityState"] = new JsonObject(),
            ["payload"] = Payload(entry),
        };
    }

    /// <summary>The last of a node's ids, its own.</summary>
    public static string ActivityIdOf(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];

    /// <summary>The ports that were taken; empty where the entry, or none, says nothing of them.</summary>
    public static JsonObject Payload(JournalEntry? entry) =>
        entry is { Outcomes: { IsDefaultOrEmpty: false } outcomes } ? new() { ["Outcomes"] = new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)]) } : [];

    /// <summary>The definition's variables with their present values.</summary>
    public static JsonObject Variables(InstanceSight sight)
    {
        var declared = sight.Nodes.GetValueOrDefault(ActivityTree.RootId)?.Variables ?? [];
        var values = sight.Instance.Executions.FirstOrDefault(execution => execution.NodeId == ActivityTree.RootId)?.Variables;
        var items = sight.ShowsValues
            ? declared.Select(variable => (JsonNode)new JsonObject
            {
                ["id"] = variable.Id, ["name"] = variable.Name, ["value"] = values is not null && values.TryGetValue(variable.Name, out var value) ? JsonSerializer.SerializeToNode(value) : null,
            }).ToArray()
            : [];
        return new() { ["items"] = new JsonArray(items), ["count"] = items.Length };
    }

    private static JsonObject State(InstanceSight sight)
    {
        var instance = sight.Instance;
        return new()
        {
            ["id"] = instance.Id.ToString(),
            ["definitionId"] = instance.DefinitionId,
            ["definitionVersionId"] = instance.DefinitionVersionId,
            ["definitionVersion"] = instance.DefinitionVersion,
            ["correlationId"] = instance.CorrelationId,
            ["status"] = StatusOf(instance.SubStatus),
            ["subStatus"] = $"{instance.SubStatus}",
            ["bookmarks"] = new JsonArray([.. instance.Bookmarks.Select(bookmark => new JsonObject
            {
                ["id"] = bookmark.Id.ToString(), ["name"] = bookmark.Name, ["hash"] = bookmark.Hash, ["payload"] = sight.ShowsValues ? JsonSerializer.SerializeToNode(bookmark.Payload) : null,
                ["activityNodeId"] = bookmark.NodeId, ["activityInstanceId"] = ExecutionRecord.AddressOf(instance.Id, bookmark.ActivityExecutionId), ["autoBurn"] = true,
            })]),
            ["incidents"] = new JsonArray([.. instance.Incidents.Select(incident => new JsonObject
            {
                ["activityId"] = ActivityIdOf(incident.NodeId), ["activityNodeId"] = incident.NodeId, ["activityType"] = sight.Nodes.GetValueOrDefault(incident.NodeId)?.Type ?? "",
                ["message"] = sight.ShowsValues ? incident.Message : incident.Code, ["exception"] = null, ["timestamp"] = incident.At,
            })]),
            ["fault"] = null,
            ["completionCallbacks"] = new JsonArray(),
            ["activityExecutionContexts"] = new JsonArray(),
            ["input"] = Values(instance.Input, sight),
            ["output"] = Values(instance.Output, sight),
            ["properties"] = new JsonObject(),
            ["createdAt"] = instance.CreatedAt,
            ["updatedAt"] = instance.UpdatedAt,
            ["finishedAt"] = instance.FinishedAt,
        };
    }

    private static JsonObject Values(IReadOnlyDictionary<string, JsonElement> values, InstanceSight sight) =>
        sight.ShowsValues ? new(values.Select(value => KeyValuePair.Create(value.Key, JsonSerializer.SerializeToNode(value.Value)))) : [];

    private static string StatusOf(WorkflowSubStatus subStatus) => WorkflowLifecycle.IsFinal(subStatus) ? "Finished" : "Running";
}
