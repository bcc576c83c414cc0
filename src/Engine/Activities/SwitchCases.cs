using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Whether a switch takes the first matching case only.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}

/// <summary>One case of a switch.</summary>
/// <param name="Label">Null where it has none.</param>
/// <param name="Activity">What stands in it; null in a flowchart, where the label is a port.</param>
internal sealed record SwitchCase(string? Label, Expression Condition, ActivityNode? Activity);

/// <summary>The cases of a switch, in a flowchart or outside: how they are written, and which of them match.</summary>
internal static class SwitchCases
{
    private static readonly Input<SwitchMode> Mode = new("mode", SwitchMode.MatchFirst);

    public static ImmutableArray<InputDescriptor> Inputs { get; } =
    [
        new("cases", typeof(JsonElement), new("情形", "Cases")),
        new(Mode.Name, typeof(SwitchMode), new("方式", "Mode"), Mode.Default),
    ];

    /// <summary>Cases with a condition, in the definition's order.</summary>
    public static ImmutableList<SwitchCase> Read(ActivityNode node)
    {
        if (!node.Properties.TryGetValue("cases", out var cases) || cases.ValueKind is not JsonValueKind.Array) return [];

        return cases.EnumerateArray()
            .Select((item, position) => (Item: item, Activity: node.ChildrenIn("cases").FirstOrDefault(child => child.SlotIndex == position)))
            .Where(found => found.Item.ValueKind is JsonValueKind.Object && found.Item.TryGetProperty("condition", out var condition) && condition.ValueKind is JsonValueKind.Object)
            .Select(found => new SwitchCase(
                found.Item.TryGetProperty("label", out var label) ? label.ToString() : null, ExpressionReader.Read(found.Item.GetProperty("condition")), found.Activity))
            .ToImmutableList();
    }

    /// <summary>Conditions are evaluated no further than the mode needs.</summary>
    public static List<SwitchCase> Matching(ContainerContext context)
    {
        var matches = context.Prepared<ImmutableList<SwitchCase>>().Where(candidate => JsonValues.To(context.Evaluate(candidate.Condition), typeof(bool)) is true);

        return [.. context.Get(Mode) is SwitchMode.MatchFirst ? matches.Take(1) : matches];
    }
}
