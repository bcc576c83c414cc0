using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Runs the activity of the first case that matches, or of all that match, or the default one where none does. A case that matches
/// without an activity is a match all the same.
/// </summary>
public sealed class Switch : IContainer, IPreparedActivity
{
    private static readonly Input<SwitchMode> Mode = new("mode", SwitchMode.MatchFirst);

    public string Type => "Elsa.Switch";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Switch", "Branching", new("分情形执行", "Switch"), new("执行符合情形的活动", "Runs the activities of the cases that match"),
        [
            new("cases", typeof(JsonElement), new("情形", "Cases")),
            new(Mode.Name, typeof(SwitchMode), new("方式", "Mode"), SwitchMode.MatchFirst),
        ],
        [new("output", typeof(object), new("输出", "Output"))], ["Done"])
    {
        EmbeddedPorts = ["Default"],
    };

    public object Prepare(ActivityNode node, WorkflowDefinition definition)
    {
        if (!node.Properties.TryGetValue("cases", out var cases) || cases.ValueKind is not JsonValueKind.Array) return ImmutableList<Case>.Empty;

        return cases.EnumerateArray()
            .Select((item, position) => (Item: item, Activity: node.ChildrenIn("cases").FirstOrDefault(child => child.SlotIndex == position)))
            .Where(found => found.Item.ValueKind is JsonValueKind.Object && found.Item.TryGetProperty("condition", out var condition) && condition.ValueKind is JsonValueKind.Object)
            .Select(found => new Case(ExpressionReader.Read(found.Item.GetProperty("condition")), found.Activity))
            .ToImmutableList();
    }

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var container = (ContainerContext)context;
        var matches = container.Prepared<ImmutableList<Case>>().Where(candidate => JsonValues.To(container.Evaluate(candidate.Condition), typeof(bool)) is true);
        var taken = (context.Get(Mode) is SwitchMode.MatchFirst ? matches.Take(1) : matches).ToList();
        var chosen = taken.Count > 0 ? taken.Select(match => match.Activity) : [context.Node.FindChild("default")];

        return new(chosen.OfType<ActivityNode>().Select(activity => new ScheduledChild(activity)).ToImmutableArray() is { IsEmpty: false } scheduled
            ? new ActivityResult.Scheduled(scheduled)
            : new ActivityResult.Completed());
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count == 0 ? new ActivityResult.Completed() : new ActivityResult.Scheduled());

    private sealed record Case(Expression Condition, ActivityNode? Activity);
}
