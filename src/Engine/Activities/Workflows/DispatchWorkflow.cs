using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Activities;

/// <summary>Starts an instance of another workflow after the burst. Where it waits, the result is what the other put out, however it ended.</summary>
public sealed class DispatchWorkflow : IActivity
{
    public string Type => "Elsa.DispatchWorkflow";

    public ActivityDescriptor Descriptor { get; } = new(
        "Elsa.DispatchWorkflow", "Composition", new("启动流程", "Dispatch Workflow"), new("另行启动一个流程", "Starts another workflow on its own"),
        [ChildInputs.DefinitionIdDescriptor, ChildInputs.CorrelationIdDescriptor, ChildInputs.ValuesDescriptor, ChildInputs.WaitDescriptor(false)],
        [new("result", typeof(object), new("流程输出", "Result"))], ["Done"]) { MayWait = true };

    public async ValueTask<ActivityResult> ExecuteAsync(ActivityExecutionContext context, CancellationToken ct)
    {
        var (definitionId, id) = (context.Get(ChildInputs.DefinitionId), new WorkflowInstanceId(context.NewId()));
        var bookmark = context.Get(ChildInputs.WaitForCompletion) ? context.Bookmark(new ChildStimulus(id.ToString())) : null;
        if (!context.IsPreview)
        {
            if (await ((ContainerContext)context).FindPublishedAsync(definitionId, ct) is not { } graph) return ChildInputs.NotFound(definitionId);

            context.Post(new EngineCommand.Start(
                context.NewId(), id, graph.Definition.DefinitionId, graph.Definition.Id, ChildInputs.Read(context), ChildInputs.ReadCorrelationId(context),
                bookmark is null ? null : new(context.InstanceId, bookmark.Id)));
        }

        if (bookmark is null) return new ActivityResult.Completed();

        AwaitedChildren.Await(context, [id]);
        return new ActivityResult.Waiting(bookmark);
    }

    public ValueTask<ActivityResult> ResumeAsync(ActivityExecutionContext context, Stimulus stimulus, CancellationToken ct) => new(ChildEnd.Take(context, stimulus));

    public void Cancel(ActivityExecutionContext context) => AwaitedChildren.Cancel(context);
}
