using System.Text.Json;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Elsa's RunTask, with an answer that a preview may expect.</summary>
internal sealed class PredictableTask : IActivity, IPredictable
{
    private static readonly Input<JsonElement> Expected = new("expected", JsonValues.Null);
    private readonly RunTask task = new();

    public string Type => "Test.PredictableTask";

    public ActivityDescriptor Descriptor => task.Descriptor with { Type = Type, Inputs = [.. task.Descriptor.Inputs, new(Expected.Name, typeof(JsonElement), new("", ""))] };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => task.ExecuteAsync(context, ct);

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => task.ResumeAsync(context, stimulus, ct);

    public void Cancel(ActivityExecutionContext context) => task.Cancel(context);

    public JsonElement? Predict(ActivityExecutionContext context) => context.Get(Expected) is { ValueKind: not JsonValueKind.Null } expected ? expected : null;
}

/// <summary>An activity made of one function.</summary>
internal sealed class Does(string type, Func<ActivityExecutionContext, CancellationToken, ValueTask<ActivityResult>> execute) : IActivity
{
    public Does(string type, Func<ActivityExecutionContext, ActivityResult> execute) : this(type, (context, _) => new(execute(context)))
    {
    }

    public Func<ActivityExecutionContext, Stimulus, ActivityResult> OnResume { get; init; } = (_, _) => new ActivityResult.Completed();

    public Action<ActivityExecutionContext> OnCancel { get; init; } = _ => { };

    public string Type => type;

    public ActivityDescriptor Descriptor { get; init; } = new(type, "Tests", new(type, type), new(type, type), [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => execute(context, ct);

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => new(OnResume(context, stimulus));

    public void Cancel(ActivityExecutionContext context) => OnCancel(context);
}

/// <summary>Runs all that is inside it; asks somebody when the first one ends, and faults over the last.</summary>
internal sealed class Escalates : IContainer
{
    public string Type => "Test.Escalates";

    public ActivityDescriptor Descriptor { get; } = new("Test.Escalates", "Tests", default, default, [], [], ["Done"]);

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct) => new(new ActivityResult.Scheduled([.. context.Node.Children]));

    public ValueTask<ActivityResult> ChildCompletedAsync(ContainerContext context, ChildCompletion child, CancellationToken ct) =>
        new(context.OpenChildren.Count > 0 ? new ActivityResult.Waiting(context.Bookmark(new { })) : new ActivityResult.Faulted("no", "no"));

    public void Cancel(ActivityExecutionContext context) => context.Emit(new LineWritten("withdrawn"));
}
