using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Counts from a start to an end, up or down by the step, and runs its body with each number as <c>CurrentValue</c>. End and step are
/// asked anew before each turn; a step of 0 never ends by itself.
/// </summary>
public sealed class For : IContainer
{
    private static readonly Input<int> From = new("start", 0);
    private static readonly Input<int> To = new("end", 0);
    private static readonly Input<int> Step = new("step", 1);
    private static readonly Input<bool> IsInclusive = new("outerBoundInclusive", true);

    public string Type => "Elsa.For";
    public ContainerKind Kind => ContainerKind.Loop;

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.For", "Looping", new("按次数循环", "For"), new("从起始数到结束数逐次执行", "Counts from a start to an end and runs its body each time"),
        [
            new(From.Name, typeof(int), new("起始", "Start"), From.Default),
            new(To.Name, typeof(int), new("结束", "End"), To.Default),
            new(Step.Name, typeof(int), new("步长", "Step"), Step.Default),
            new(IsInclusive.Name, typeof(bool), new("包含结束数", "Includes the end"), IsInclusive.Default),
        ],
        [new("currentValue", typeof(object), new("当前值", "Current value"))], ["Done"])
    {
        EmbeddedPorts = ["Body"],
    };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(Turn(context, context.Get(From)));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(Turn(context, long.Parse(child.Tag!, CultureInfo.InvariantCulture) + context.Get(Step)));

    private static ActivityResult Turn(ActivityExecutionContext context, long value)
    {
        if (context.Node.FindChild("body") is not { } body || !IsWithin(value, context.Get(To), context.Get(Step), context.Get(IsInclusive))) return new ActivityResult.Completed();

        context.SetOutput("currentValue", value);

        return new ActivityResult.Scheduled(new ScheduledChild(body)
        {
            Tag = value.ToString(CultureInfo.InvariantCulture),
            Variables = ImmutableDictionary<string, JsonElement>.Empty.Add(LoopItems.CurrentValue, JsonValues.From(value)),
        });
    }

    private static bool IsWithin(long value, long end, int step, bool isInclusive) =>
        (isInclusive && value == end) || (step >= 0 ? value < end : value > end);
}
