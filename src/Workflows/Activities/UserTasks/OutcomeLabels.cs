using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Engine.Definitions;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>Reads the input <c>outcomeLabels</c>: <c>[{key, zh, en, intent, opinionRequired}]</c>.</summary>
public static class OutcomeLabels
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Null where the value is no list of outcomes with different keys.</summary>
    public static ImmutableArray<OutcomeChoice>? TryRead(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.String)) return null;

        try
        {
            var list = value.ValueKind is JsonValueKind.String
                ? JsonSerializer.Deserialize<ImmutableArray<OutcomeChoice>>(value.GetString()!, Options)
                : value.Deserialize<ImmutableArray<OutcomeChoice>>(Options);
            var isUsable = !list.IsDefaultOrEmpty && list.All(o => !string.IsNullOrWhiteSpace(o.Key)) && list.DistinctBy(o => o.Key).Count() == list.Length;
            return isUsable ? list : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The outcomes that a node of a definition offers; empty for other activities and where they are computed.</summary>
    public static ImmutableArray<OutcomeChoice> Of(ActivityNode node) =>
        node.Properties.TryGetValue("outcomeLabels", out var input)
        && input.ValueKind is JsonValueKind.Object && input.TryGetProperty("expression", out var expression)
        && expression.ValueKind is JsonValueKind.Object && expression.TryGetProperty("value", out var value)
            ? TryRead(value) ?? []
            : [];

    /// <summary>The plain "agree": the first positive outcome, else the first.</summary>
    public static OutcomeChoice Plain(this ImmutableArray<OutcomeChoice> outcomes) =>
        outcomes.FirstOrDefault(o => o.Intent is OutcomeIntent.Positive) ?? outcomes[0];
}
