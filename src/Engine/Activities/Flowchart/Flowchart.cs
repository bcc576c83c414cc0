using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Activities joined by connections. Where branches meet, the mode decides (<see cref="CounterFlow"/>, <see cref="TokenFlow"/>); it is
/// the flowchart's own custom property <c>Flowchart:ExecutionMode</c>, or the definition's, or the default given here. The flow is
/// over when nothing in it is open.
/// </summary>
public sealed class Flowchart(FlowchartMode defaultMode = FlowchartMode.CounterBased) : IRepositionable, IMigratableContainer, IPreparedActivity
{
    public string Type => "Elsa.Flowchart";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Flowchart", "Flowchart", new("流程图", "Flowchart"), new("由连线决定先后的活动", "Activities joined by connections"), [], [], ["Done"]);

    /// <summary>True where following a connection back that could have been bypassed faults, which only counters can't deal with.</summary>
    public bool RefusesIllegalLoops(ActivityNode flowchart, WorkflowDefinition definition) => FlowPlan.StrategyOf(flowchart, definition, defaultMode).RefusesIllegalLoops;

    public object Prepare(ActivityNode node, WorkflowDefinition definition) => new FlowPlan(node, definition, defaultMode);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new((((ContainerContext)context).TriggeredChild ?? ((ContainerContext)context).Prepared<FlowPlan>().Graph.Start) is { } start ? new ActivityResult.Scheduled(start) : new ActivityResult.Completed());

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(child.IsTerminal ? new ActivityResult.Completed() : Follow(context, child));

    public bool CanEnter(ContainerContext context, ActivityNode target) => context.Prepared<FlowPlan>().Graph.CanBeReached(target.Id);

    public bool IsBehind(ContainerContext context, ActivityNode target, ActivityNode child) =>
        context.Prepared<FlowPlan>().Graph.CanReach(target.Id, child.Id);

    public ImmutableArray<ScheduledChild> Reenter(ContainerContext context, ActivityNode target, ActivityNode? left)
    {
        var step = new FlowStep(context, context.Prepared<FlowPlan>());
        step.Reenter(target, left);
        step.Memory.Save();

        return [.. step.Next];
    }

    public MigratedMemory Migrate(ContainerMigration migration) => FlowMigration.Migrate(migration);

    private static ActivityResult Follow(ContainerContext context, ChildCompletion child)
    {
        var plan = context.Prepared<FlowPlan>();
        var step = new FlowStep(context, plan);
        foreach (var connection in plan.Graph.Outbound(child.Node.Id).Where(connection => child.Outcomes.Contains(connection.Connection.SourcePort)))
        {
            if (child.OutrunBy is { } winner && LeadsTo(plan.Graph, connection, winner)) continue;
            if (!connection.IsLegal && plan.Strategy.RefusesIllegalLoops)
            {
                return new ActivityResult.Faulted("illegal-loop", $"'{connection.Connection.SourceId}' leads back to '{connection.Connection.TargetId}', which it may have bypassed.");
            }

            step.Arrive(connection);
        }

        step.SettleJoins();
        step.Memory.Save();

        return step.Next.Count == 0 && context.OpenChildren.Count == 0
            ? new ActivityResult.Completed()
            : new ActivityResult.Scheduled([.. step.Next]);
    }

    private static bool LeadsTo(FlowGraph graph, FlowConnection connection, ActivityNode activity) =>
        connection.Connection.TargetId == activity.Id || graph.CanLeadTo(connection.Connection.TargetId, activity.Id);
}
