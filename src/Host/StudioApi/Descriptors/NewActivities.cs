using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using StaffFlows.Workflows.Activities.UserTasks;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>What an activity has from the moment it is dropped on the chart; the Studio copies it into the definition.</summary>
internal static class NewActivities
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A new 审批任务 is agreed to or not, so that it can be connected at once; everything else starts empty.</summary>
    public static JsonObject ValuesOf(string activityType) => activityType is UserTaskActivity.TypeName
        ? new()
        {
            ["outcomes"] = List("agree", "reject"),
            ["outcomeLabels"] = List(
                new { key = "agree", zh = "同意", en = "Agree", intent = "positive", opinionRequired = false },
                new { key = "reject", zh = "不同意", en = "Reject", intent = "negative", opinionRequired = true }),
        }
        : [];

    private static JsonObject List(params object[] items) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = JsonSerializer.Serialize(items, Readable) },
    };
}
