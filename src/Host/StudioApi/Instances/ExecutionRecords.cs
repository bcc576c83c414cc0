using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Each run of an activity, put together from the journal: when it began, how it ended, by which port.</summary>
internal static class ExecutionRecords
{
    public static ImmutableArray<ExecutionRecord> Of(InstanceSight sight) => Of(sight.Instance, sight.Journal);

    public static ImmutableArray<ExecutionRecord> Of(WorkflowInstance instance, IEnumerable<JournalEntry> journal)
    {
        var waiting = instance.Bookmarks.Select(bookmark => bookmark.ActivityExecutionId).ToHashSet();
        return
        [
            .. journal.GroupBy(entry => entry.ActivityExecutionId).Select(run => new ExecutionRecord(
                run.Key, run.First().NodeId, run.First().At, run.Last(), run.LastOrDefault(IsEnd), run.Any(entry => entry.Event is JournalEvents.Faulted),
                HasBookmarks: waiting.Contains(run.Key))),
        ];
    }

    private static bool IsEnd(JournalEntry entry) => entry.Event is JournalEvents.Completed or JournalEvents.Canceled or JournalEvents.Faulted;
}

/// <param name="Last">The newest entry about it.</param>
/// <param name="End">Null while it runs.</param>
internal sealed record ExecutionRecord(ActivityExecutionId Id, string NodeId, DateTimeOffset StartedAt, JournalEntry Last, JournalEntry? End, bool HasFaulted, bool HasBookmarks)
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
        json["activityState"] = sight.InputsAt(Last);
        json["payload"] = InstanceJson.Payload(End);
        json["outputs"] = sight.OutputsOf(Id);
        json["properties"] = new JsonObject();
        json["exception"] = sight.ExceptionOf(Id);
        return json;
    }
}
