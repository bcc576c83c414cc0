using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>
/// Runs an instance of another workflow within the burst. The result is its <see cref="ExecutedWorkflow"/> where it ends there, or
/// where nobody waits; where its end comes later, only what it put out: that is how Elsa has it.
/// </summary>
public sealed class ExecuteWorkflow : IActivity
{
    public string Type => "Elsa.ExecuteWorkflow";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.ExecuteWorkflow", "Composition", new("执行流程", "Execute Workflow"), new("就地执行另一个流程", "Runs another workflow here and now"),
        [ChildInputs.DefinitionIdDescriptor, ChildInputs.CorrelationIdDescriptor, ChildInputs.ValuesDescriptor, ChildInputs.WaitDescriptor(false)],
        [new("result", typeof(object), new("执行结果", "Result"))], ["Done"]) { MayWait = true };

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var id = new WorkflowInstanceId(context.NewId());
        var bookmark = context.Get(ChildInputs.WaitForCompletion) ? context.Bookmark(new ChildStimulus(id.ToString())) : null;
        if (context.IsPreview) return bookmark is null ? new ActivityResult.Completed() : new ActivityResult.Waiting(bookmark);

        var start = new ChildStart(id, context.Get(ChildInputs.DefinitionId), ChildInputs.Read(context), ChildInputs.ReadCorrelationId(context), bookmark?.Id);
        var run = await ((ContainerContext)context).RunChildAsync(start, ct);
        if (run is not ChildRun.Ran { Instance: var child }) return new ActivityResult.Faulted(((ChildRun.NotStarted)run).Code, ((ChildRun.NotStarted)run).Message);

        if (bookmark is not null && !child.IsFinished)
        {
            AwaitedChildren.Await(context, [id]);
            return new ActivityResult.Waiting(bookmark);
        }

        context.SetOutput("result", new ExecutedWorkflow(id.ToString(), child.IsFinished ? "Finished" : "Running", child.SubStatus.ToString(), child.Output));
        return new ActivityResult.Completed();
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => new(ChildEnd.Take(context, stimulus));

    public void Cancel(ActivityExecutionContext context) => AwaitedChildren.Cancel(context);
}

/// <summary>How an instance stands that was run within a burst; members as scripts find them in Elsa.</summary>
/// <param name="Status">Running or Finished.</param>
public sealed record ExecutedWorkflow(string WorkflowInstanceId, string Status, string SubStatus, ImmutableDictionary<string, JsonElement> Output);
