using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Runs the activity of the first case that matches, or of all that match, or the default one where none does. A case that matches
/// without an activity is a match all the same.
/// </summary>
public sealed class Switch : IContainer, IPreparedActivity
{
    public string Type => "Elsa.Switch";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Switch", "Branching", new("分情形执行", "Switch"), new("执行符合情形的活动", "Runs the activities of the cases that match"),
        SwitchCases.Inputs,
        [new("output", typeof(object), new("输出", "Output"))], ["Done"])
    {
        EmbeddedPorts = ["Default"],
    };

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => SwitchCases.Read(node);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var matches = SwitchCases.Matching((ContainerContext)context);
        var chosen = matches.Count > 0 ? matches.Select(match => match.Activity) : [context.Node.FindChild("default")];

        return new(chosen.OfType<ActivityNode>().Select(activity => new ScheduledChild(activity)).ToImmutableArray() is { IsEmpty: false } scheduled
            ? new ActivityResult.Scheduled(scheduled)
            : new ActivityResult.Completed());
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count == 0 ? new ActivityResult.Completed() : new ActivityResult.Scheduled());
}
