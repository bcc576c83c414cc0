using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Goes on by the labels of the cases that match, or by <c>Default</c>.</summary>
public sealed class FlowSwitch : IPreparedActivity, IPortedActivity
{
    public string Type => "Elsa.FlowSwitch";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowSwitch", "Branching", new("多路选择", "Switch"), new("按符合的情形继续", "Goes on by the cases that match"),
        SwitchCases.Inputs, [], ["Default"]);

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => ReadCases(node);

    public ImmutableArray<string>? PortsOf(ActivityNode node) => [.. ReadCases(node).Select(item => item.Label!), "Default"];

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var matches = SwitchCases.Matching((ContainerContext)context);

        return new(new ActivityResult.Completed(matches.Count > 0 ? [.. matches.Select(match => match.Label!)] : ["Default"]));
    }

    /// <summary>A case without a label leads nowhere.</summary>
    private static ImmutableList<SwitchCase> ReadCases(ActivityNode node) => SwitchCases.Read(node).RemoveAll(item => item.Label is null);
}
