using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Elsa's standard activities, as far as this engine has them.</summary>
public static class StandardActivities
{
    /// <summary>New ones at every call, so that no test runs on activities that another one made.</summary>
    public static ImmutableArray<IActivity> All =>
    [
        new Flowchart(), new FlowDecision(), new FlowFork(), new FlowJoin(), new FlowSwitch(),
        new Start(), new End(), new Finish(), new Complete(),
        new SetVariable(), new SetOutput(), new WriteLine(),
        new Delay(), new StartAt(),
    ];
}
