using System.Text.Json;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>A <see cref="TaskAction"/> as the input of the stimulus that wakes a step; told from a decision by the member <c>action</c> around it.</summary>
public static class ActionJson
{
    private const string Member = "action";

    public static JsonElement Write(TaskAction action) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, TaskAction>(StringComparer.Ordinal) { [Member] = action }, JsonSerializerOptions.Web);

    /// <summary>Null where the input is something else.</summary>
    public static TaskAction? TryRead(JsonElement input)
    {
        try
        {
            return input.ValueKind is JsonValueKind.Object && input.TryGetProperty(Member, out var action) ? action.Deserialize<TaskAction>(JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
