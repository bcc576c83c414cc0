using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Runs its body for all items of a list at once, each with its own <c>CurrentValue</c> and <c>CurrentIndex</c>; over when all are.
/// As in Elsa no loop in the eyes of <c>Break</c>, which leaves the loop around it.
/// </summary>
public sealed class ParallelForEach : IContainer
{
    public string Type => "Elsa.ParallelForEach";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ParallelForEach", "Looping", new("并行逐项执行", "Parallel For Each"), new("对列表中的每一项同时执行，全部完成后继续", "Runs its body for all items at once"),
        [LoopItems.Descriptor], [], ["Done"])
    {
        EmbeddedPorts = ["Body"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        if (LoopItems.Read(context) is not { } items) return new(LoopItems.NoList(context));
        if (context.Node.FindChild("body") is not { } body || items.IsEmpty) return new(new ActivityResult.Completed());

        return new(new ActivityResult.Scheduled([.. items.Select((item, index) => LoopItems.Turn(body, index, item))]));
    }

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count == 0 ? new ActivityResult.Completed() : new ActivityResult.Scheduled());
}
