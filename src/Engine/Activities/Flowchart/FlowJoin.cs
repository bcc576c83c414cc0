using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>When a join goes on. The flowchart decides; see <see cref="Flowchart"/>.</summary>
public enum FlowJoinMode
{
    /// <summary>With the first arrival; what is open before the join is cancelled.</summary>
    WaitAny,

    /// <summary>When every inbound connection was followed; passed over where one no longer can be.</summary>
    WaitAll,

    /// <summary>When every inbound connection was followed that can be.</summary>
    WaitAllActive,
}

/// <summary>Brings branches together.</summary>
public sealed class FlowJoin : IActivity
{
    internal const string TypeName = "Elsa.FlowJoin";

    internal static readonly Input<FlowJoinMode> Mode = new("mode", FlowJoinMode.WaitAny);

    public string Type => TypeName;

    public ActivityDescriptor Descriptor { get; } = new(
        TypeName, "Branching", new("汇合", "Join"), new("等待各分支到达", "Waits for branches to arrive"),
        [new(Mode.Name, typeof(FlowJoinMode), new("方式", "Mode"), Mode.Default)], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(new ActivityResult.Completed());
}
