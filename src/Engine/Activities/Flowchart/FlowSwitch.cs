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

/// <summary>Goes on by the labels of the cases that match, or by <c>Default</c>.</summary>
public sealed class FlowSwitch : IPreparedActivity, IPortedActivity
{
    private static readonly Input<SwitchMode> Mode = new("mode", SwitchMode.MatchFirst);

    public string Type => "Elsa.FlowSwitch";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowSwitch", "Branching", new("多路选择", "Switch"), new("按符合的情形继续", "Goes on by the cases that match"),
        [
            new("cases", typeof(JsonElement), new("情形", "Cases")),
            new(Mode.Name, typeof(SwitchMode), new("方式", "Mode"), SwitchMode.MatchFirst),
        ],
        [], ["Default"]);

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => ReadCases(node);

    public ImmutableArray<string>? PortsOf(ActivityNode node) => [.. ReadCases(node).Select(item => item.Label), "Default"];

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var container = (ContainerContext)context;
        var matches = container.Prepared<ImmutableList<Case>>().Where(candidate => JsonValues.To(container.Evaluate(candidate.Condition), typeof(bool)) is true);
        if (context.Get(Mode) is SwitchMode.MatchFirst) matches = matches.Take(1);

        return new(new ActivityResult.Completed(matches.Select(match => match.Label).ToImmutableArray() is { IsEmpty: false } labels ? labels : ["Default"]));
    }

    private static ImmutableList<Case> ReadCases(ActivityNode node)
    {
        if (!node.Properties.TryGetValue("cases", out var cases) || cases.ValueKind is not JsonValueKind.Array) return ImmutableList<Case>.Empty;

        return cases.EnumerateArray()
            .Where(item => item.TryGetProperty("label", out _) && item.TryGetProperty("condition", out var condition) && condition.ValueKind is JsonValueKind.Object)
            .Select(item => new Case(item.GetProperty("label").ToString(), ExpressionReader.Read(item.GetProperty("condition"))))
            .ToImmutableList();
    }

    private sealed record Case(string Label, Expression Condition);
}
