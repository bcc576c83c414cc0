using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Counter mode. Elsa counts visits; we ask whether anything open could still arrive, which is the same without loops, and right
/// with them: a branch that goes back for rework is waited for. Merge modes are ignored, as in Elsa.
/// </summary>
internal sealed class CounterFlow : IFlowStrategy
{
    public bool RefusesIllegalLoops => true;

    public bool SparesScheduled => false;

    public FlowMerge MergeAt(ContainerContext context, FlowPlan plan, ActivityNode target) => plan.JoinModeOf(context, target) switch
    {
        FlowJoinMode.WaitAny => FlowMerge.First,
        FlowJoinMode.WaitAll => FlowMerge.All,
        _ => FlowMerge.Active,
    };

    public ImmutableArray<FlowConnection> AwaitedBy(FlowPlan plan, ActivityNode target) => plan.Graph.ForwardInbound(target.Id);
}
