using System.Globalization;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Runs its body with one item of a list after the other, seen as <c>CurrentValue</c> and <c>CurrentIndex</c>. The list is asked for
/// anew before each turn, so it must still be there when the body has waited.
/// </summary>
public sealed class ForEach : IContainer
{
    public string Type => "Elsa.ForEach";
    public ContainerKind Kind => ContainerKind.Loop;

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ForEach", "Looping", new("逐项循环", "For Each"), new("对列表中的每一项依次执行", "Runs its body for one item after the other"),
        [LoopItems.Descriptor], [new("currentValue", typeof(object), new("当前项", "Current value"))], ["Done"])
    {
        EmbeddedPorts = ["Body"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(Turn(context, 0));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(Turn(context, int.Parse(child.Tag!, CultureInfo.InvariantCulture) + 1));

    private static ActivityResult Turn(ActivityExecutionContext context, int index)
    {
        if (LoopItems.Read(context) is not { } items) return LoopItems.NoList(context);
        if (context.Node.FindChild("body") is not { } body || index >= items.Length) return new ActivityResult.Completed();

        context.SetOutput("currentValue", items[index]);

        return new ActivityResult.Scheduled(LoopItems.Turn(body, index, items[index]));
    }
}
