using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Completes the nearest composite (the workflow) with outcomes of its own: one text, a list, or a list as JSON.</summary>
public sealed class Complete : IActivity
{
    private static readonly Input<JsonElement> Outcomes = new("outcomes", JsonValues.Null);

    public string Type => "Elsa.Complete";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Complete", "Composition", new("完成", "Complete"), new("以指定结果完成流程", "Completes the workflow with outcomes"),
        [new(Outcomes.Name, typeof(JsonElement), new("结果", "Outcomes"))], [], ["Done"]) { IsTerminal = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        ((ContainerContext)context).Leave(ContainerKind.Composite, Read(context.Get(Outcomes)));

        return new(new ActivityResult.Completed());
    }

    private static ImmutableArray<string> Read(JsonElement outcomes) =>
        JsonValues.To(outcomes, typeof(string[])) is string[] { Length: > 0 } names ? [.. names] : ["Done"];
}
