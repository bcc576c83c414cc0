using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Instances and their journals as the Studio reads them.</summary>
internal static class InstanceJson
{
    public static JsonObject Full(InstanceSight sight)
    {
        var instance = sight.Instance;
        var json = Standing(sight);
        json["version"] = instance.DefinitionVersion;
        json["parentWorkflowInstanceId"] = instance.Parent?.InstanceId.ToString();
        json["name"] = sight.ShowsValues ? instance.Name : null;
        json["incidentCount"] = instance.Incidents.Length;
        json["workflowState"] = State(sight);
        return json;
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
            ["message"] = entry.Event is JournalEvents.Faulted ? sight.ExceptionOf(entry.ActivityExecutionId)?["message"]?.DeepClone() : null,
            ["source"] = null,
            ["activityState"] = sight.InputsAt(entry),
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
        var values = sight.Show(sight.Instance.Executions.FirstOrDefault(execution => execution.NodeId == ActivityTree.RootId)?.Variables ?? []);
        var items = sight.ShowsValues
            ? declared.Select(variable => (JsonNode)new JsonObject { ["id"] = variable.Id, ["name"] = variable.Name, ["value"] = values[variable.Name]?.DeepClone() }).ToArray()
            : [];
        return new() { ["items"] = new JsonArray(items), ["count"] = items.Length };
    }

    public static string StatusOf(WorkflowSubStatus subStatus) => WorkflowLifecycle.IsFinal(subStatus) ? "Finished" : "Running";

    /// <summary>What an instance and its state both say: which it is and where it stands.</summary>
    private static JsonObject Standing(InstanceSight sight)
    {
        var instance = sight.Instance;
        return new()
        {
            ["id"] = instance.Id.ToString(),
            ["definitionId"] = instance.DefinitionId,
            ["definitionVersionId"] = instance.DefinitionVersionId,
            ["correlationId"] = instance.CorrelationId,
            ["status"] = StatusOf(instance.SubStatus),
            ["subStatus"] = $"{instance.SubStatus}",
            ["createdAt"] = instance.CreatedAt,
            ["updatedAt"] = instance.UpdatedAt,
            ["finishedAt"] = instance.FinishedAt,
        };
    }

    private static JsonObject State(InstanceSight sight)
    {
        var instance = sight.Instance;
        var json = Standing(sight);
        json["definitionVersion"] = instance.DefinitionVersion;
        json["bookmarks"] = new JsonArray([.. instance.Bookmarks.Select(bookmark => new JsonObject
        {
            ["id"] = bookmark.Id.ToString(), ["name"] = bookmark.Name, ["hash"] = bookmark.Hash, ["payload"] = sight.Show(bookmark.Payload),
            ["activityNodeId"] = bookmark.NodeId, ["activityInstanceId"] = ExecutionRecord.AddressOf(instance.Id, bookmark.ActivityExecutionId), ["autoBurn"] = true,
        })]);
        json["incidents"] = new JsonArray([.. instance.Incidents.Select(incident => new JsonObject
        {
            ["activityId"] = ActivityIdOf(incident.NodeId), ["activityNodeId"] = incident.NodeId, ["activityType"] = sight.Nodes.GetValueOrDefault(incident.NodeId)?.Type ?? "",
            ["message"] = sight.MessageOf(incident), ["exception"] = sight.ExceptionOf(incident.ActivityExecutionId), ["timestamp"] = incident.At,
        })]);
        json["fault"] = null;
        json["completionCallbacks"] = new JsonArray();
        json["activityExecutionContexts"] = new JsonArray();
        json["input"] = sight.Show(instance.Input);
        json["output"] = sight.Show(instance.Output);
        json["properties"] = new JsonObject();
        return json;
    }
}
