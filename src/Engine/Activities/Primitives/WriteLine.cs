using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Writes a line of text.</summary>
public sealed class WriteLine : IActivity
{
    private static readonly Input<string> Text = new("text", "");

    public string Type => "Elsa.WriteLine";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.WriteLine", "Console", new("输出一行", "Write Line"), new("写一行文字", "Writes a line of text"),
        [new(Text.Name, typeof(string), new("文字", "Text"))], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        context.Emit(new LineWritten(context.Get(Text)));

        return new(new ActivityResult.Completed());
    }
}
