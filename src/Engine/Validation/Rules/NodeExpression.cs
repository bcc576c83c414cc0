using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>An expression somewhere in the inputs of an activity.</summary>
/// <param name="Input">The member of the activity that holds it.</param>
internal sealed record NodeExpression(string Input, string Type, JsonElement Value)
{
    private static readonly string[] NoInputs = ["customProperties", "metadata", "connections", "variables"];

    /// <summary>Those of the activity itself, not of the activities inside it.</summary>
    public static IEnumerable<NodeExpression> Of(ActivityNode node) =>
        node.Properties.Where(property => !NoInputs.Contains(property.Key, StringComparer.Ordinal)).OrderBy(property => property.Key, StringComparer.Ordinal)
            .SelectMany(property => In(property.Key, property.Value));

    private static IEnumerable<NodeExpression> In(string input, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => In(input, item)),
        JsonValueKind.Object when IsActivity(json) => [],
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && json.TryGetProperty("value", out var value) =>
            [new(input, type.GetString()!, value)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => In(input, member.Value)),
        _ => [],
    };

    private static bool IsActivity(JsonElement json) =>
        json.TryGetProperty("type", out _) && (json.TryGetProperty("id", out _) || json.TryGetProperty("nodeId", out _) || json.TryGetProperty("version", out _));
}
