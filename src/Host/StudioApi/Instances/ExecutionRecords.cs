using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Each run of an activity, put together from the journal: when it began, how it ended, by which port.</summary>
internal static class ExecutionRecords
{
    public static ImmutableArray<ExecutionRecord> Of(InstanceSight sight)
    {
        var waiting = sight.Instance.Bookmarks.Select(bookmark => bookmark.ActivityExecutionId).ToHashSet();
        return
        [
            .. sight.Journal.GroupBy(entry => entry.ActivityExecutionId).Select(run => new ExecutionRecord(
                run.Key, run.First().NodeId, run.First().At, run.LastOrDefault(IsEnd), run.Any(entry => entry.Event is JournalEvents.Faulted),
                HasBookmarks: waiting.Contains(run.Key))),
        ];
    }

    private static bool IsEnd(JournalEntry entry) => entry.Event is JournalEvents.Completed or JournalEvents.Canceled or JournalEvents.Faulted;
}

/// <param name="End">Null while it runs.</param>
internal sealed record ExecutionRecord(ActivityExecutionId Id, string NodeId, DateTimeOffset StartedAt, JournalEntry? End, bool HasFaulted, bool HasBookmarks)
{
    public string Status => End?.Event ?? "Running";

    /// <summary>What the Studio calls it by; the instance is in it, so that it is found by this alone.</summary>
    public static string AddressOf(WorkflowInstanceId instance, ActivityExecutionId execution) => $"{instance}-{execution}";

    /// <summary>As the Studio's lists have it.</summary>
    public JsonObject Summary(InstanceSight sight)
    {
        var node = sight.Nodes.GetValueOrDefault(NodeId);
        return new()
        {
            ["id"] = AddressOf(sight.Instance.Id, Id),
            ["workflowInstanceId"] = sight.Instance.Id.ToString(),
            ["activityId"] = InstanceJson.ActivityIdOf(NodeId),
            ["activityNodeId"] = NodeId,
            ["activityType"] = node?.Type ?? "",
            ["activityTypeVersion"] = node?.Version ?? 1,
            ["activityName"] = node?.DisplayName,
            ["startedAt"] = StartedAt,
            ["hasBookmarks"] = HasBookmarks,
            ["status"] = Status,
            ["aggregateFaultCount"] = HasFaulted ? 1 : 0,
            ["completedAt"] = End?.At,
            ["metadata"] = new JsonObject(),
            ["schedulingActivityExecutionId"] = null,
            ["callStackDepth"] = 0,
        };
    }

    /// <summary>With what it was given and gave out, as far as the viewer may see it.</summary>
    public JsonObject Full(InstanceSight sight)
    {
        var json = Summary(sight);
        var incident = sight.Instance.Incidents.LastOrDefault(incident => incident.ActivityExecutionId == Id);
        json["activityState"] = new JsonObject();
        json["payload"] = InstanceJson.Payload(End);
        json["outputs"] = new JsonObject();
        json["properties"] = new JsonObject();
        json["exception"] = incident is null ? null : new JsonObject { ["type"] = incident.Code, ["message"] = sight.ShowsValues ? incident.Message : "", ["stackTrace"] = null, ["innerException"] = null };
        return json;
    }
}
