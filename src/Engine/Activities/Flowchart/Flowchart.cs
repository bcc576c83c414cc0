using System.Collections.Frozen;
using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Activities joined by connections. An activity with several inbound connections waits for every one that can still be followed.
/// Elsa counts visits for that; we ask whether anything open could still arrive, which is the same without loops, and right with
/// them: a branch that goes back for rework is waited for. The flow is over when nothing in it is open.
/// </summary>
public sealed class Flowchart : IContainer, IPreparedActivity
{
    /// <summary>Memory: numbers of the connections that have arrived at a join which still waits.</summary>
    private const string Arrived = "arrived";

    public string Type => "Elsa.Flowchart";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Flowchart", "Flowchart", new("流程图", "Flowchart"), new("由连线决定先后的活动", "Activities joined by connections"), [], [], ["Done"]);

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => new Plan(
        FlowGraph.Of(node),
        node.Children.Where(child => child.Type == FlowJoin.TypeName)
            .ToFrozenDictionary(child => child.Id, child => ExpressionReader.ReadInput(child.Properties.GetValueOrDefault("mode")), StringComparer.Ordinal));

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new((((ContainerContext)context).TriggeredChild ?? ((ContainerContext)context).Prepared<Plan>().Graph.Start) is { } start ? new ActivityResult.Scheduled(start) : new ActivityResult.Completed());

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(child.IsTerminal ? new ActivityResult.Completed() : Follow(context, child));

    private static ActivityResult Follow(ContainerContext context, ChildCompletion child)
    {
        var plan = context.Prepared<Plan>();
        var step = new Step(context, plan, [.. context.Recall<int[]>(Arrived) ?? []]);
        foreach (var connection in plan.Graph.Outbound(child.Node.Id).Where(connection => child.Outcomes.Contains(connection.Connection.SourcePort)))
        {
            if (!connection.IsLegal)
            {
                return new ActivityResult.Faulted("illegal-loop", $"'{connection.Connection.SourceId}' leads back to '{connection.Connection.TargetId}', which it may have bypassed.");
            }

            step.Arrive(connection);
        }

        step.SettleJoins();
        if (!step.Arrivals.SequenceEqual(context.Recall<int[]>(Arrived) ?? [])) context.Remember(Arrived, step.Arrivals.ToArray());

        return step.Next.Count == 0 && context.OpenChildren.Count == 0
            ? new ActivityResult.Completed()
            : new ActivityResult.Scheduled([.. step.Next]);
    }

    private sealed record Plan(FlowGraph Graph, FrozenDictionary<string, Expression?> Joins);

    /// <summary>What one completed child sets off.</summary>
    private sealed class Step(ContainerContext context, Plan plan, List<int> arrivals)
    {
        public List<int> Arrivals => arrivals;
        public List<ActivityNode> Next { get; } = [];

        public void Arrive(FlowConnection connection)
        {
            var target = connection.Connection.TargetId;
            if (connection.IsBackward || plan.Graph.ForwardInbound(target).Length == 1) Next.Add(plan.Graph.Get(target));
            else if (!arrivals.Contains(connection.Number)) arrivals.Add(connection.Number);
        }

        /// <summary>Joins are looked at until nothing changes, since one that runs or is passed over decides about those behind it.</summary>
        public void SettleJoins()
        {
            bool changed;
            do
            {
                changed = false;
                foreach (var join in arrivals.Select(number => plan.Graph.Connections[number].Connection.TargetId).Distinct().ToArray())
                {
                    changed |= Settle(join);
                }
            }
            while (changed);
        }

        private bool Settle(string join)
        {
            var inbound = plan.Graph.ForwardInbound(join);
            var mode = ModeOf(join);
            if (mode is not FlowJoinMode.WaitAny && inbound.Any(connection => !arrivals.Contains(connection.Number) && CanStillArrive(connection, join))) return false;

            var isComplete = inbound.All(connection => arrivals.Contains(connection.Number));
            var isPending = arrivals.RemoveAll(number => plan.Graph.Connections[number].Connection.TargetId == join) > 0;
            if (!isPending) return false;

            if (mode is FlowJoinMode.WaitAny) CancelBefore(join);
            if (mode is not FlowJoinMode.WaitAll || isComplete) Next.Add(plan.Graph.Get(join));

            return true;
        }

        private bool CanStillArrive(FlowConnection connection, string join)
        {
            var source = connection.Connection.SourceId;

            return context.OpenChildren.Select(open => open.Node).Concat(Next).Any(open => plan.Graph.CanReach(open.Id, source))
                || arrivals.Any(number => plan.Graph.Connections[number].Connection.TargetId is var waiting && waiting != join && plan.Graph.CanReach(waiting, source));
        }

        private void CancelBefore(string join)
        {
            bool IsBefore(string activity) => activity != join && plan.Graph.CanReach(activity, join);

            context.CancelChildren(child => IsBefore(child.Node.Id));
            Next.RemoveAll(next => IsBefore(next.Id));
            arrivals.RemoveAll(number => IsBefore(plan.Graph.Connections[number].Connection.TargetId));
        }

        private FlowJoinMode ModeOf(string activity)
        {
            if (!plan.Joins.TryGetValue(activity, out var mode)) return FlowJoinMode.WaitAllActive;

            return mode is null ? FlowJoinMode.WaitAny : (FlowJoinMode?)JsonValues.To(context.Evaluate(mode), typeof(FlowJoinMode)) ?? FlowJoinMode.WaitAny;
        }
    }
}
