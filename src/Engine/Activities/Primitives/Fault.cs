using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>An incident on purpose, with a code, category and type of the definition's own.</summary>
public sealed class Fault : IActivity
{
    private static readonly Input<string> Code = new("code", "0");
    private static readonly Input<string> Category = new("category", "General");
    private static readonly Input<string> FaultType = new("faultType", "System");
    private static readonly Input<string> Message = new("message", "");

    public string Type => "Elsa.Fault";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.Fault", "Primitives", new("报告异常", "Fault"), new("使流程实例进入异常状态", "Faults the workflow"),
        [
            new(Code.Name, typeof(string), new("代码", "Code"), Code.Default),
            new(Category.Name, typeof(string), new("类别", "Category"), Category.Default),
            new(FaultType.Name, typeof(string), new("类型", "Type"), FaultType.Default),
            new(Message.Name, typeof(string), new("说明", "Message"), Message.Default),
        ],
        [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) =>
        new(new ActivityResult.Faulted(context.Get(Code), context.Get(Message))
        {
            Category = context.Get(Category), FaultType = context.Get(FaultType),
        });
}
