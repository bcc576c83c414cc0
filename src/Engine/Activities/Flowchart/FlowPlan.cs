using System.Collections.Frozen;
using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>What is worked out once per version of a flowchart.</summary>
internal sealed class FlowPlan
{
    private const string ExecutionMode = "Flowchart:ExecutionMode";

    private readonly FrozenDictionary<string, Expression?> joinModes;

    public FlowPlan(ActivityNode flowchart, WorkflowDefinition definition, FlowchartMode defaultMode)
    {
        Graph = FlowGraph.Of(flowchart);
        Strategy = StrategyOf(flowchart, definition, defaultMode);
        joinModes = flowchart.Children.Where(child => child.Type == FlowJoin.TypeName)
            .ToFrozenDictionary(child => child.Id, child => ExpressionReader.ReadInput(child.Properties.GetValueOrDefault(FlowJoin.Mode.Name)), StringComparer.Ordinal);
    }

    public FlowGraph Graph { get; }

    public IFlowStrategy Strategy { get; }

    public static IFlowStrategy StrategyOf(ActivityNode flowchart, WorkflowDefinition definition, FlowchartMode defaultMode) =>
        ModeOf(flowchart, definition, defaultMode) is FlowchartMode.TokenBased ? new TokenFlow() : new CounterFlow();

    /// <summary>Null for activities that are no joins.</summary>
    public FlowJoinMode? JoinModeOf(ContainerContext context, ActivityNode activity)
    {
        if (!joinModes.TryGetValue(activity.Id, out var mode)) return null;

        return mode is null ? FlowJoin.Mode.Default : (FlowJoinMode?)JsonValues.To(context.Evaluate(mode), typeof(FlowJoinMode)) ?? FlowJoin.Mode.Default;
    }

    /// <summary>The flowchart's own word, then the definition's, then the host's.</summary>
    private static FlowchartMode ModeOf(ActivityNode flowchart, WorkflowDefinition definition, FlowchartMode defaultMode) =>
        Read(flowchart.CustomProperty(ExecutionMode).ToString()) ?? Read(definition.CustomProperties[ExecutionMode]?.ToString()) ?? defaultMode;

    private static FlowchartMode? Read(string? text) =>
        Enum.TryParse<FlowchartMode>(text, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null;
}
