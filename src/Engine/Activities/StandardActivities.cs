using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Elsa's standard activities, as far as this engine has them.</summary>
public static class StandardActivities
{
    public static ImmutableArray<IActivity> All { get; } =
    [
        new Flowchart(), new FlowDecision(), new FlowFork(), new FlowJoin(), new FlowSwitch(),
        new Start(), new End(), new Finish(), new Complete(),
        new SetVariable(), new SetOutput(), new WriteLine(),
        new Delay(), new StartAt(), new Timer(), new Cron(),
        new Event(), new PublishEvent(), new RunTask(),
        new DispatchWorkflow(), new ExecuteWorkflow(), new BulkDispatchWorkflows(),
    ];
}
