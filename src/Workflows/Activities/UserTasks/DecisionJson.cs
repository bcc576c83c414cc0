using System.Text.Json;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>A <see cref="Decision"/> as the input of the stimulus that wakes a step.</summary>
public static class DecisionJson
{
    public static JsonElement Write(Decision decision) => JsonSerializer.SerializeToElement(decision, JsonSerializerOptions.Web);

    /// <summary>Null where the input is no decision.</summary>
    public static Decision? TryRead(JsonElement input)
    {
        try
        {
            return input.ValueKind is JsonValueKind.Object ? input.Deserialize<Decision>(JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
