using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Tests.Engine.Support;

internal sealed record TaskAsked(string Name) : IEffect;

internal sealed record TaskWithdrawn(string Name) : IEffect;

/// <summary>Waits to be told something, like Elsa's RunTask; what it is told is its result.</summary>
internal sealed class RunTask : IActivity, IPredictable
{
    private static readonly Input<string> TaskName = new("taskName", "");
    private static readonly Input<JsonElement> Expected = new("expected", JsonValues.Null);

    public string Type => "Elsa.RunTask";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.RunTask", "Tests", new("任务", "Task"), new("任务", "Task"),
        [new(TaskName.Name, typeof(string), new("", "")), new(Expected.Name, typeof(JsonElement), new("", ""))],
        [new("result", typeof(object), new("", ""))], ["Done"]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        context.Emit(new TaskAsked(context.Get(TaskName)));

        return new(new ActivityResult.Waiting(context.Bookmark(new { Task = context.Get(TaskName) })));
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        context.SetOutput("result", stimulus.Input);

        return new(new ActivityResult.Completed());
    }

    public void Cancel(ActivityExecutionContext context) => context.Emit(new TaskWithdrawn(context.Get(TaskName)));

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
