using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>What one turn of a flowchart sets off.</summary>
internal sealed class FlowStep(ContainerContext context, FlowPlan plan)
{
    private readonly FlowGraph graph = plan.Graph;

    public FlowMemory Memory { get; } = new(context, plan.Graph);

    public List<ActivityNode> Next { get; } = [];

    public void Arrive(FlowConnection connection)
    {
        var target = graph.Get(connection.Connection.TargetId);
        var awaited = plan.Strategy.AwaitedBy(plan, target);
        if (connection.IsBackward) Memory.ForgetConsumed(other => graph.CanReach(target.Id, other.Connection.SourceId));
        if (awaited.Length == 1 || !awaited.Contains(connection) || MergeAt(target) is FlowMerge.Each) Next.Add(target);
        else Memory.Arrive(connection);
    }

    /// <summary>Joins are looked at until nothing changes, since one that runs or is passed over decides about those behind it.</summary>
    public void SettleJoins()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var join in Memory.Arrived.Select(connection => connection.Connection.TargetId).Distinct().ToArray())
            {
                changed |= Settle(graph.Get(join));
            }
        }
        while (changed);
    }

    /// <summary>
    /// Back to when the flow came to the target: what its region had sent is forgotten, what others had sent into the region arrives
    /// again. A race is open again, so what came first then counts no more.
    /// </summary>
    /// <param name="left">Where the flow leaves off; joins between it and a target further on are taken as passed.</param>
    public void Reenter(ActivityNode target, ActivityNode? left)
    {
        bool IsInRegion(string activity) => graph.CanReach(target.Id, activity);
        bool IsSkipped(string activity) => !IsInRegion(activity) && left is not null && graph.CanReach(left.Id, activity) && graph.CanReach(activity, target.Id);

        Memory.Forget(connection => IsInRegion(connection.Connection.SourceId));
        Memory.Consume(connection => connection.Connection.TargetId is var waiting && (waiting == target.Id || IsSkipped(waiting)));
        foreach (var connection in Memory.Consumed.Where(connection => connection.Connection.TargetId is var join && join != target.Id && IsInRegion(join)).ToArray())
        {
            if (plan.Strategy.MergeAt(context, plan, graph.Get(connection.Connection.TargetId)) is FlowMerge.Active or FlowMerge.All) Memory.Arrive(connection);
        }

        Next.Add(target);
        SettleJoins();
    }

    private bool Settle(ActivityNode join)
    {
        var awaited = plan.Strategy.AwaitedBy(plan, join);
        var merge = MergeAt(join);
        if (merge is not FlowMerge.First && awaited.Any(connection => !Memory.HasArrived(connection) && CanStillArrive(connection, join))) return false;

        var isComplete = awaited.All(Memory.HasArrived);
        if (!Memory.Consume(connection => connection.Connection.TargetId == join.Id)) return false;

        if (merge is FlowMerge.First) EndBefore(join);
        if (merge is not FlowMerge.All || isComplete) Next.Add(join);

        return true;
    }

    /// <summary>A join whose mode has no value waits for all that can come and then faults by itself, not the flow around it with all that is open.</summary>
    private FlowMerge MergeAt(ActivityNode target)
    {
        try
        {
            return plan.Strategy.MergeAt(context, plan, target);
        }
        catch (ExpressionException)
        {
            return FlowMerge.Active;
        }
    }

    private bool CanStillArrive(FlowConnection connection, ActivityNode join) =>
        context.OpenChildren.Select(open => open.Node).Concat(Next).Any(open => graph.CanLeadTo(open.Id, connection))
        || Memory.Arrived.Any(other => other.Connection.TargetId is var waiting && waiting != join.Id && graph.CanLeadTo(waiting, connection));

    private void EndBefore(ActivityNode join)
    {
        bool IsBefore(string activity) => graph.CanLeadTo(activity, join.Id);

        if (plan.Strategy.SparesScheduled) context.Outrun(join, child => IsBefore(child.Node.Id));
        else context.CancelChildren(child => IsBefore(child.Node.Id));

        Next.RemoveAll(next => IsBefore(next.Id));
        Memory.Consume(connection => IsBefore(connection.Connection.TargetId));
    }
}
