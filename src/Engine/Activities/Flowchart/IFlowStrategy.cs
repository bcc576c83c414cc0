using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>What the two modes of a flowchart answer differently; see <see cref="FlowchartMode"/>.</summary>
internal interface IFlowStrategy
{
    /// <summary>Whether a way back past an activity that could be bypassed is a fault.</summary>
    bool RefusesIllegalLoops { get; }

    /// <summary>Whether what a race is won against still gets its turn where it was scheduled before.</summary>
    bool SparesScheduled { get; }

    /// <exception cref="Expressions.ExpressionException">The mode of a join has no value.</exception>
    FlowMerge MergeAt(ContainerContext context, FlowPlan plan, ActivityNode target);

    /// <summary>The connections that an activity waits for; any other one runs it afresh.</summary>
    ImmutableArray<FlowConnection> AwaitedBy(FlowPlan plan, ActivityNode target);
}
