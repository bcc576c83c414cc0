using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>The badges on the Studio's nodes; those that never ran have none.</summary>
internal static class ExecutionStats
{
    public static JsonArray Of(IEnumerable<ExecutionRecord> records) => new([.. records.GroupBy(record => record.NodeId).Select(runs => new JsonObject
    {
        ["activityId"] = InstanceJson.ActivityIdOf(runs.Key),
        ["activityNodeId"] = runs.Key,
        ["startedCount"] = runs.Count(),
        ["completedCount"] = runs.Count(run => run.Status is JournalEvents.Completed),
        ["uncompletedCount"] = runs.Count(run => run.End is null),
        ["isBlocked"] = runs.Any(run => run.HasBookmarks),
        ["isFaulted"] = runs.Any(run => run.Status is JournalEvents.Faulted),
        ["metadata"] = new JsonObject(),
    })]);
}
