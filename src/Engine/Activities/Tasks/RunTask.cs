using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Activities;

/// <summary>Asks for a task to be run outside the engine and waits until whoever runs it reports back; what is reported is the result.</summary>
public sealed class RunTask : IActivity
{
    private const string TaskId = "taskId";

    private static readonly Input<string> TaskName = new("taskName", "");
    private static readonly Input<JsonElement> Payload = new("payload", JsonValues.Null);

    public string Type => RunTaskStimulus.Name;

    public ActivityDescriptor Descriptor { get; } = new(
        RunTaskStimulus.Name, "Primitives", new("外部任务", "Run Task"), new("请求外部系统执行任务并等待结果", "Requests a task to be run and waits for its result"),
        [
            new(TaskName.Name, typeof(string), new("任务名称", "Task name")),
            new(Payload.Name, typeof(JsonElement), new("参数", "Payload")),
        ],
        [new("result", typeof(object), new("结果", "Result")), new(TaskId, typeof(string), new("任务标识", "Task ID"))], ["Done"]) { MayWait = true };

    public ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var (id, name) = (context.NewId().ToString("N"), context.Get(TaskName));
        context.Remember(TaskId, id);
        context.SetOutput(TaskId, id);
        context.Emit(new TaskRequested(id, name, context.Get(Payload)));

        return new(new ActivityResult.Waiting(context.Bookmark(new RunTaskStimulus(id, name))));
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct)
    {
        context.SetOutput("result", stimulus.Input);

        return new(new ActivityResult.Completed());
    }

    public void Cancel(ActivityExecutionContext context)
    {
        if (context.Recall<string>(TaskId) is { } id) context.Emit(new TaskWithdrawn(id, context.Get(TaskName)));
    }
}
