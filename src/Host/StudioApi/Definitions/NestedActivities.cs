using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>The activities that stand directly in another one, in JSON whose activities all have their node ids.</summary>
internal static class NestedActivities
{
    private static readonly ImmutableArray<string> NoActivities = ["customProperties", "metadata", "connections", "variables"];

    /// <returns>With the member that holds it.</returns>
    public static IEnumerable<(string Slot, JsonObject Activity)> In(JsonObject activity) =>
        activity.Where(member => !NoActivities.Contains(member.Key)).SelectMany(member => Of(member.Value).Select(child => (member.Key, child)));

    private static IEnumerable<JsonObject> Of(JsonNode? value) => value switch
    {
        JsonObject json when json["nodeId"] is not null => [json],
        JsonObject wrapper when wrapper["$values"] is JsonArray values => Of(values),
        JsonObject wrapper when wrapper["activity"] is JsonObject inner => Of(inner),
        JsonArray list => list.SelectMany(Of),
        _ => [],
    };
}
