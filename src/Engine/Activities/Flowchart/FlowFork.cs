using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Follows all its branches at once; <c>Done</c> where none is named.</summary>
public sealed class FlowFork : IPortedActivity
{
    private static readonly Input<string[]> Branches = new("branches", []);

    public string Type => "Elsa.FlowFork";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.FlowFork", "Branching", new("并行分支", "Fork"), new("同时走所有分支", "Follows all branches at once"),
        [new(Branches.Name, typeof(string[]), new("分支", "Branches"))], [], ["Done"]);

    public ImmutableArray<string>? PortsOf(ActivityNode node) =>
        ConstantInput.TryRead(node, Branches, out var branches) ? (branches is [] ? ["Done"] : [.. branches]) : null;

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(new ActivityResult.Completed([.. context.Get(Branches)]));
}
