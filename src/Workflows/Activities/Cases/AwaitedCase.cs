using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Activities.Cases;

/// <summary>A case that another one has started and waits for: its instance, and the place where its end arrives.</summary>
internal sealed record AwaitedCase(Guid Child, Guid Place)
{
    private const string Key = "awaited";

    public static AwaitedCase? Of(ActivityExecutionContext context) => context.Recall<AwaitedCase>(Key);

    public static void Keep(ActivityExecutionContext context, AwaitedCase awaited) => context.Remember(Key, awaited);

    /// <summary>One that faults is still awaited, because somebody will mend it.</summary>
    public static ActivityResult TakeEnd(ActivityExecutionContext context, Stimulus stimulus)
    {
        var ended = EndedChild.Read(stimulus.Input);
        if (ended.SubStatus is not WorkflowSubStatus.Faulted) return End(context, ended.SubStatus, ended.Output);

        ((ContainerContext)context).Keep(stimulus.BookmarkId);
        return new ActivityResult.Waiting();
    }

    public static ActivityResult.Completed End(ActivityExecutionContext context, WorkflowSubStatus status, ImmutableDictionary<string, JsonElement> output)
    {
        context.SetOutput("result", output);
        return new(status is WorkflowSubStatus.Finished ? "Done" : StartCase.Cancelled);
    }

    public static void CancelWith(ActivityExecutionContext context)
    {
        if (Of(context) is { } awaited) context.Post(new EngineCommand.Cancel(context.NewId(), new(awaited.Child)));
    }
}

/// <summary>Some of what a case is about is settled, while the rest goes on. Its starter may go on with that.</summary>
/// <param name="Case">The case's id.</param>
internal sealed record CaseProgressStimulus(string Case)
{
    public const string Name = "StaffFlows.Case/Progress";

    /// <param name="settled">What the starter is told.</param>
    public static void Post(ActivityExecutionContext context, Guid caseId, object settled) => context.Post(new EngineCommand.Signal(
        context.NewId(), Name, JsonSerializer.SerializeToElement(new CaseProgressStimulus(caseId.ToString("N"))), JsonSerializer.SerializeToElement(settled, JsonSerializerOptions.Web), null, null));
}
