using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Elsa's standard activities, as far as this engine has them.</summary>
public static class StandardActivities
{
    public static ImmutableArray<IActivity> All { get; } =
    [
        new Flowchart(), new FlowDecision(), new FlowFork(), new FlowJoin(), new FlowSwitch(),
        new Start(), new End(),
        new Break(), new Complete(), new Finish(), new FlowNode(), new For(), new ForEach(), new Fork(), new If(), new Parallel(),
        new ParallelForEach(), new Sequence(), new Switch(), new While(),
        new Correlate(), new Fault(), new SetName(), new SetOutput(), new SetVariable(), new WriteLine(),
        new Delay(), new StartAt(), new Timer(),
        new Event(), new PublishEvent(), new RunTask(),
        new DispatchWorkflow(), new ExecuteWorkflow(), new BulkDispatchWorkflows(),
    ];

    /// <summary>The same with flowcharts that run in another mode where neither they nor their definitions name one.</summary>
    public static ImmutableArray<IActivity> In(FlowchartMode mode) => [.. All.Select(activity => activity is Flowchart ? new Flowchart(mode) : activity)];
}
