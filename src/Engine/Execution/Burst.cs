using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// One run from wake-up until nothing is scheduled: first in, first out, in memory only. The same request gives the same result, so
/// a burst may be thrown away and run again. Longer than other files, because how executions start, wait, fault and end is one
/// story that is best read in one place.
/// </summary>
public sealed class Burst
{
    /// <summary>Most turns in one burst; more means that a loop never waits.</summary>
    public const int TurnLimit = 5_000;

    private const string CancelFailed = "cancel-failed";

    private readonly BurstRequest request;
    private readonly BurstState state;

    private Burst(BurstRequest request) => (this.request, state) = (request, new(request));

    public static async ValueTask<BurstResult> RunAsync(BurstRequest request, CancellationToken ct)
    {
        if (request.Instance.IsFinished) return new BurstResult.Refused(new(RejectionKind.InvalidState, "instance-finished"));

        return await new Burst(request).RunAsync(ct);
    }

    /// <summary>What a waiting activity would most likely be told; null where nobody can know.</summary>
    public static JsonElement? Predict(BurstRequest request, ActivityExecutionId waiting)
    {
        var burst = new Burst(request);
        if (burst.Find(waiting) is not { Node.Activity: IPredictable predictable } execution) return null;

        try
        {
            return predictable.Predict(burst.ContextOf(execution));
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    private async ValueTask<BurstResult> RunAsync(CancellationToken ct)
    {
        state.Instance = state.Instance.Move(WorkflowSubStatus.Executing);
        switch (request.Cause)
        {
            case BurstCause.Start:
                state.Root = Schedule(request.Graph.Root, null);
                break;
            case BurstCause.Resume resume when state.Bookmarks.Find(bookmark => bookmark.Id == resume.BookmarkId) is { } bookmark:
                if (resume.DueAt is not null && !(bookmark.DueAt <= request.Now)) return Refuse("timer-not-due");
                await ResumeAsync(bookmark, resume, ct);
                break;
            case BurstCause.Resume:
                return Refuse("bookmark-gone");
            case BurstCause.Cancel:
                Cancel(state.Root!, isRecorded: true);
                break;
            default:
                throw new UnreachableException();
        }

        for (var turns = 0; state.Refused is null && state.Scheduled.TryDequeue(out var next);)
        {
            if (next.Status is not ActivityStatus.Pending) continue;
            if (request.Preview is { } preview && next.Node.Activity is not IContainer && !preview.TryStart(next.Id, next.Node.Node.NodeId)) break;
            if (++turns > TurnLimit) Fault(next, "turn-limit", $"More than {TurnLimit} activities in one burst: a loop does not wait.");
            else await ExecuteAsync(next, ct);
        }

        return state.Refused is { } rejection ? new BurstResult.Refused(rejection) : new BurstResult.Ran(Settle());
    }

    private static BurstResult.Refused Refuse(string code) => new(new Rejection(RejectionKind.InvalidState, code));

    private OpenExecution Schedule(GraphNode node, OpenExecution? owner)
    {
        var execution = new OpenExecution(new(request.Ids.NewId()), node, owner, request.Now);
        owner?.Children.Add(execution);
        state.Scheduled.Enqueue(execution);

        return execution;
    }

    private async ValueTask ExecuteAsync(OpenExecution execution, CancellationToken ct)
    {
        execution.Status = ActivityStatus.Running;
        state.Write(execution, JournalEvents.Started);
        await TurnAsync(execution, evaluatesInputs: true, context => execution.Node.Activity.ExecuteAsync(context, ct), ct);
    }

    private async ValueTask ResumeAsync(Bookmark bookmark, BurstCause.Resume resume, CancellationToken ct)
    {
        var execution = Find(bookmark.ActivityExecutionId) ?? throw new InvalidOperationException($"Bookmark {bookmark.Id} belongs to no open execution.");
        state.Bookmarks.Remove(bookmark);
        state.Write(execution, JournalEvents.Resumed, dueAt: resume.DueAt);
        request.Preview?.Waits(execution.Id, execution.Node.Node.NodeId);
        var stimulus = new Stimulus(bookmark.Id, bookmark.Name, bookmark.Payload, resume.Input.ValueKind is JsonValueKind.Undefined ? JsonValues.Null : resume.Input);
        await TurnAsync(execution, evaluatesInputs: true, context => execution.Node.Activity.ResumeAsync(context, stimulus, ct), ct);
    }

    /// <summary>One turn of one activity; when it faults, nothing that it did in this turn happens.</summary>
    private async ValueTask TurnAsync(OpenExecution execution, bool evaluatesInputs, Func<BurstContext, ValueTask<ActivityResult>> turn, CancellationToken ct)
    {
        var (effects, context) = (state.Effects.Count, ContextOf(execution));
        var memory = execution.WithOwners().Select(scope => (scope, scope.Memory, scope.Variables)).ToArray();
        execution.Inputs.Clear();
        ActivityResult result;
        try
        {
            if (evaluatesInputs) context.EvaluateInputs();
            result = await turn(context);
        }
        catch (ExpressionException exception)
        {
            result = new ActivityResult.Faulted("expression", exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !state.FactsFailed)
        {
            result = new ActivityResult.Faulted("exception", $"{exception.GetType().Name}: {exception.Message}");
        }

        if (result is ActivityResult.Faulted)
        {
            state.Effects.RemoveRange(effects, state.Effects.Count - effects);
            foreach (var (scope, remembered, variables) in memory) (scope.Memory, scope.Variables) = (remembered, variables);
        }

        if (request.Preview is { } preview && state.Effects.Count > effects) preview.Emits(execution.Id, execution.Node.Node.NodeId, state.Effects.Skip(effects));
        if (state.Refused is null) await ApplyAsync(execution, result, ct);
    }

    private async ValueTask ApplyAsync(OpenExecution execution, ActivityResult result, CancellationToken ct)
    {
        switch (result)
        {
            case ActivityResult.Completed completed:
                await CompleteAsync(execution, completed.Outcomes.IsDefaultOrEmpty ? ["Done"] : completed.Outcomes, ct);
                break;
            case ActivityResult.Waiting waiting:
                Wait(execution, waiting.Bookmarks);
                break;
            case ActivityResult.Scheduled scheduled:
                foreach (var child in scheduled.Children) Schedule(execution.Node.Child(child), execution);
                break;
            case ActivityResult.Faulted faulted:
                Fault(execution, faulted.Code, faulted.Message);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Wait(OpenExecution execution, ImmutableArray<Bookmark> bookmarks)
    {
        state.Bookmarks.AddRange(bookmarks);
        if (!state.Bookmarks.Exists(bookmark => bookmark.ActivityExecutionId == execution.Id))
        {
            Fault(execution, "waits-for-nothing", "The activity waits without a bookmark, so nothing could ever wake it.");
            return;
        }

        execution.HasWaited = true;
        state.Write(execution, JournalEvents.Suspended);
        request.Preview?.Waits(execution.Id, execution.Node.Node.NodeId);
    }

    private void Fault(OpenExecution execution, string code, string message)
    {
        CancelChildren(execution, _ => true);
        execution.Status = ActivityStatus.Faulted;
        state.Write(execution, JournalEvents.Faulted);
        state.Incidents.Add(new(execution.Id, execution.Node.Node.NodeId, code, message, request.Now));
        if (execution.HasWaited) Undo(execution);
        state.Burn(execution);
    }

    private async ValueTask CompleteAsync(OpenExecution execution, ImmutableArray<string> outcomes, CancellationToken ct)
    {
        Close(execution, outcomes);
        if (state.FinishRequested)
        {
            Finish();
            return;
        }

        if (state.CompositeOutcomes is { } compositeOutcomes)
        {
            state.CompositeOutcomes = null;
            var container = execution.Owner!;
            for (; container.Owner is not null; container = container.Owner) Close(container, ["Done"]);
            await CompleteAsync(container, compositeOutcomes, ct);
            return;
        }

        if (execution.Owner is not { Status: ActivityStatus.Running } owner) return;

        var completion = new ChildCompletion(execution.Node.Node, execution.Id, outcomes, execution.Node.Activity.Descriptor.IsTerminal);
        await TurnAsync(owner, evaluatesInputs: false, context => ((IContainer)owner.Node.Activity).ChildCompletedAsync(context, completion, ct), ct);
    }

    private void Close(OpenExecution execution, ImmutableArray<string> outcomes)
    {
        CancelChildren(execution, _ => true);
        state.Burn(execution);
        execution.Status = ActivityStatus.Completed;
        execution.Owner?.Children.Remove(execution);
        state.Write(execution, JournalEvents.Completed, outcomes);
        if (execution.Node.Activity is not IContainer) request.Preview?.Completes(execution.Id, execution.Node.Node.NodeId, outcomes);
    }

    /// <summary>Everything still open ends with the instance, without an entry of its own in the journal: so does Elsa.</summary>
    private void Finish()
    {
        state.IsFinished = true;
        state.Scheduled.Clear();
        foreach (var child in state.Root!.Children.ToArray()) Cancel(child, isRecorded: false);
        state.Root.Status = ActivityStatus.Completed;
    }

    internal void CancelChildren(OpenExecution container, Func<OpenExecution, bool> which)
    {
        foreach (var child in container.Children.Where(which).ToArray()) Cancel(child, isRecorded: true);
    }

    private void Cancel(OpenExecution execution, bool isRecorded)
    {
        foreach (var child in execution.Children.ToArray()) Cancel(child, isRecorded);

        var hadStarted = execution.Status is ActivityStatus.Running;
        if (hadStarted) Undo(execution);
        state.Burn(execution);
        execution.Status = ActivityStatus.Canceled;
        execution.Owner?.Children.Remove(execution);
        if (hadStarted && isRecorded) state.Write(execution, JournalEvents.Canceled);
    }

    private void Undo(OpenExecution execution)
    {
        execution.Inputs.Clear();
        try
        {
            execution.Node.Activity.Cancel(ContextOf(execution));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What must end, ends: somebody will have to tidy up after this activity.
            state.Incidents.Add(new(execution.Id, execution.Node.Node.NodeId, CancelFailed, exception.Message, request.Now));
        }
    }

    /// <summary>The instance as the burst leaves it.</summary>
    private BurstCommit Settle()
    {
        var root = state.Root!;
        if (request.Cause is BurstCause.Cancel) state.Instance = state.Instance.Move(WorkflowSubStatus.Cancelled);
        else if (state.Incidents.Exists(incident => incident.Code != CancelFailed) && !request.Graph.ContinuesWithIncidents) EndFaulted(root);
        else if (state.IsFinished || root.Status is ActivityStatus.Completed) state.Instance = state.Instance.Move(WorkflowSubStatus.Finished);
        else if (state.Bookmarks.Count > 0) state.Instance = state.Instance.Move(WorkflowSubStatus.Suspended);
        else
        {
            // Elsa would leave it suspended for ever.
            state.Incidents.Add(new(root.Id, root.Node.Node.NodeId, "nothing-left-to-wait-for", "The instance is open, but nothing could ever wake it.", request.Now));
            EndFaulted(root);
        }

        return state.ToCommit(Kept(root));
    }

    private void EndFaulted(OpenExecution root)
    {
        foreach (var waiting in WithDescendants(root).Where(execution => execution.Status is ActivityStatus.Running && execution.Node.Activity is not IContainer).ToArray())
        {
            Cancel(waiting, isRecorded: true);
        }

        state.Bookmarks.Clear();
        state.Instance = state.Instance.Move(WorkflowSubStatus.Faulted);
    }

    /// <summary>Owners before what they own, so that the tree can be restored in one pass.</summary>
    private static IEnumerable<OpenExecution> Kept(OpenExecution root) =>
        WithDescendants(root).Where(execution => execution == root || execution.IsOpen);

    private static IEnumerable<OpenExecution> WithDescendants(OpenExecution execution) =>
        execution.Children.SelectMany(WithDescendants).Prepend(execution);

    private OpenExecution? Find(ActivityExecutionId id) =>
        state.Root is null ? null : WithDescendants(state.Root).FirstOrDefault(execution => execution.Id == id);

    private BurstContext ContextOf(OpenExecution execution) => new(this, request, state, execution);
}
