using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Token mode. A token is a followed connection whose target has not been run for it yet. Where Elsa would wait for ever for a token
/// that can no longer come, the result is that of counter mode: <c>WaitAll</c> is passed over, everything else goes on with what came.
/// </summary>
internal sealed class TokenFlow : IFlowStrategy
{
    private const string Cascade = "Cascade";
    private const string Race = "Race";
    private const string Converge = "Converge";

    public bool RefusesIllegalLoops => false;

    public bool SparesScheduled => true;

    public FlowMerge MergeAt(ContainerContext context, FlowPlan plan, ActivityNode target) => plan.JoinModeOf(context, target) switch
    {
        FlowJoinMode.WaitAny => FlowMerge.First,
        FlowJoinMode.WaitAll => FlowMerge.All,
        FlowJoinMode.WaitAllActive => FlowMerge.Active,
        _ when IsMerge(target, Race) => FlowMerge.First,
        _ when IsMerge(target, Cascade) => FlowMerge.Each,
        _ => FlowMerge.Active,
    };

    public ImmutableArray<FlowConnection> AwaitedBy(FlowPlan plan, ActivityNode target) =>
        IsMerge(target, Converge) ? plan.Graph.Inbound(target.Id) : plan.Graph.ForwardInbound(target.Id);

    private static bool IsMerge(ActivityNode target, string mode) =>
        target.Type != FlowJoin.TypeName && mode.Equals(target.CustomProperty("mergeMode").ToString(), StringComparison.OrdinalIgnoreCase);
}
