using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Activities.UserTasks;

/// <summary>
/// The outcomes of a step. The input <c>outcomes</c> names the ports, <c>["agree", …]</c>, and <c>outcomeLabels</c> says how they read:
/// <c>[{key, zh, en, intent, opinionRequired}]</c>. Either may be left out: labels alone are the outcomes, and an outcome without a
/// label is called by its key, which is how the designer writes it.
/// </summary>
public static class OutcomeLabels
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Null where they are no lists of different keys, where a label belongs to no outcome, or where there is none at all.</summary>
    public static ImmutableArray<OutcomeChoice>? TryRead(JsonElement outcomes, JsonElement labels)
    {
        if (TryRead<OutcomeChoice>(labels) is not { } labelled || TryRead<string>(outcomes) is not { } keys) return null;
        if (keys.IsEmpty) keys = [.. labelled.Select(label => label.Key)];

        var isUsable = !keys.IsEmpty && keys.All(key => !string.IsNullOrWhiteSpace(key)) && keys.Distinct(StringComparer.Ordinal).Count() == keys.Length
            && labelled.DistinctBy(label => label.Key).Count() == labelled.Length && labelled.All(label => keys.Contains(label.Key));
        return isUsable ? [.. keys.Select(key => labelled.FirstOrDefault(label => label.Key == key) ?? new(key, key, key, OutcomeIntent.Neutral, OpinionRequired: false))] : null;
    }

    /// <summary>The outcomes that a node of a definition offers; null where they are computed or wrong.</summary>
    public static ImmutableArray<OutcomeChoice>? TryRead(ActivityNode node) =>
        ConstantInput.TryRead(node, UserTaskStep.OutcomeKeys, out var outcomes) && ConstantInput.TryRead(node, UserTaskStep.Labels, out var labels) ? TryRead(outcomes, labels) : null;

    /// <summary>Keys of outcomes; empty where nothing is given, null where it is no list of texts.</summary>
    public static ImmutableArray<string>? TryReadKeys(JsonElement keys) => TryRead<string>(keys);

    /// <summary>The plain "agree": the first positive outcome, else the first.</summary>
    public static OutcomeChoice Plain(this ImmutableArray<OutcomeChoice> outcomes) =>
        outcomes.FirstOrDefault(o => o.Intent is OutcomeIntent.Positive) ?? outcomes[0];

    /// <summary>Empty where nothing is given, null where it is something else.</summary>
    private static ImmutableArray<T>? TryRead<T>(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Undefined or JsonValueKind.Null => [],
                JsonValueKind.Array => value.Deserialize<ImmutableArray<T>>(Options),
                JsonValueKind.String when value.GetString() is { Length: > 0 } text => JsonSerializer.Deserialize<ImmutableArray<T>>(text, Options),
                JsonValueKind.String => [],
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
