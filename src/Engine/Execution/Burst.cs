using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// One run from wake-up until nothing is scheduled: first in, first out, in memory only. The same request gives the same result, so
/// a burst may be thrown away and run again. Told in five files: how activities take their turns (here), how they and the instance
/// end (<c>Burst.Ending.cs</c>), how an instance is put right from outside (<c>Burst.Repair.cs</c>) or taken elsewhere
/// (<c>Burst.Reposition.cs</c>), how it runs others (<c>Burst.Children.cs</c>).
/// </summary>
public sealed partial class Burst
{
    /// <summary>Most turns in one burst, those of instances started within it included, where the request says nothing else.</summary>
    public const int TurnLimit = 5_000;

    internal const string InstanceFinished = "instance-finished";
    internal const string BookmarkGone = "bookmark-gone";

    private readonly BurstRequest request;
    private readonly BurstState state;

    private readonly TurnCount turns;

    private Burst(BurstRequest request, TurnCount turns) => (this.request, this.turns, state) = (request, turns, new(request));

    public static async ValueTask<BurstResult> RunAsync(BurstRequest request, CancellationToken ct)
    {
        if (request.Instance.IsFinished && !IsRepair(request)) return new BurstResult.Refused(new(RejectionKind.InvalidState, InstanceFinished));

        if (request.Instance.Executions.FirstOrDefault(execution => request.Graph.Find(execution.NodeId) is null) is { } lost)
        {
            return new BurstResult.Refused(new(RejectionKind.InvalidState, "definition-changed", lost.NodeId));
        }

        return await new Burst(request, new()).RunAsync(ct);
    }

    /// <summary>What a waiting activity would most likely be told; null where nobody can know.</summary>
    public static JsonElement? Predict(BurstRequest request, ActivityExecutionId waiting)
    {
        var burst = new Burst(request, new());
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
            case BurstCause.Start start:
                state.Root = Schedule(request.Graph.Root, null);
                foreach (var (name, value) in start.Variables) BurstScope.Set(state.Root, name, value);
                break;
            case BurstCause.Resume resume when state.Bookmarks.Find(bookmark => bookmark.Id == resume.BookmarkId) is { } bookmark:
                if (resume.DueAt is not null && !(bookmark.DueAt <= request.Now)) return Refuse("timer-not-due");
                await ResumeAsync(bookmark, resume, ct);
                break;
            case BurstCause.Resume:
                return Refuse(BookmarkGone);
            case BurstCause.Cancel:
                state.Settle(WithDescendants(state.Root!).Where(execution => execution.Status is ActivityStatus.Faulted));
                Cancel(state.Root!, isRecorded: true);
                break;
            case BurstCause.Retry retry:
                if (Retry(retry) is { } rejection) return new BurstResult.Refused(rejection);
                break;
            case BurstCause.Reposition move:
                if (Reposition(move) is { } refusal) return new BurstResult.Refused(refusal);
                break;
            default:
                throw new UnreachableException();
        }

        while (state.Refused is null && state.Scheduled.TryDequeue(out var next))
        {
            if (next.Status is not ActivityStatus.Pending) continue;
            if (request.Preview is { } preview && next.Node.Activity is not IContainer && !preview.TryStart(next.Id, next.Node.Node.NodeId)) break;
            if (++turns.Taken > request.TurnLimit) RunAway(next);
            else await ExecuteAsync(next, ct);
        }

        return state.Refused is { } refused ? new BurstResult.Refused(refused) : new BurstResult.Ran(Settle());
    }

    private static BurstResult.Refused Refuse(string code) => new(new Rejection(RejectionKind.InvalidState, code));

    private OpenExecution Schedule(GraphNode node, OpenExecution? owner, ScheduledChild? child = null)
    {
        var execution = new OpenExecution(new(request.Ids.NewId()), node, owner, request.Now, child?.Tag)
        {
            Variables = child?.Variables ?? ImmutableDictionary<string, JsonElement>.Empty,
        };
        owner?.Children.Add(execution);
        state.Scheduled.Enqueue(execution);

        return execution;
    }

    private async ValueTask ExecuteAsync(OpenExecution execution, CancellationToken ct)
    {
        execution.Status = ActivityStatus.Running;
        if (execution.Node.Node.NodeId == state.PendingTrigger) (execution.IsTriggered, state.PendingTrigger) = (true, null);
        state.Write(execution, JournalEvents.Started);
        await TurnAsync(execution, FaultedTurn.Execution, context => execution.Node.Activity.ExecuteAsync(context, ct), ct);
    }

    private async ValueTask ResumeAsync(Bookmark bookmark, BurstCause.Resume resume, CancellationToken ct)
    {
        var execution = Find(bookmark.ActivityExecutionId) ?? throw new InvalidOperationException($"Bookmark {bookmark.Id} belongs to no open execution.");
        state.Bookmarks.Remove(bookmark);
        state.Write(execution, JournalEvents.Resumed, dueAt: resume.DueAt);
        request.Preview?.Waits(execution.Id, execution.Node.Node.NodeId);
        var stimulus = new Stimulus(bookmark.Id, bookmark.Name, bookmark.Payload, resume.Input.ValueKind is JsonValueKind.Undefined ? JsonValues.Null : resume.Input);
        await TurnAsync(execution, FaultedTurn.Resumption, context => execution.Node.Activity.ResumeAsync(context, stimulus, ct), ct);
    }

    /// <summary>One turn of one activity; when it faults, nothing that it did in this turn happens.</summary>
    private async ValueTask TurnAsync(OpenExecution execution, FaultedTurn kind, Func<BurstContext, ValueTask<ActivityResult>> turn, CancellationToken ct)
    {
        var (effects, commands, children, context) = (state.Effects.Count, state.Commands.Count, state.Children.Count, ContextOf(execution));
        var memory = execution.WithOwners().Select(scope => (scope, scope.Memory, scope.Variables)).ToArray();
        execution.Inputs.Clear();
        ActivityResult result;
        try
        {
            if (kind is not FaultedTurn.ChildCompletion) context.EvaluateInputs();
            result = await turn(context);
        }
        catch (ExpressionException exception)
        {
            result = new ActivityResult.Faulted("expression", exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !state.FactsFailed)
        {
            result = new ActivityResult.Faulted("exception", $"{exception.GetType().Name}: {exception.Message}") { FaultType = Origin(exception) };
        }

        if (result is ActivityResult.Faulted)
        {
            state.Effects.RemoveRange(effects, state.Effects.Count - effects);
            state.Commands.RemoveRange(commands, state.Commands.Count - commands);
            state.Children.RemoveRange(children, state.Children.Count - children);
            (state.Leaving, state.FinishRequested) = (null, false);
            execution.Outputs.Clear();
            foreach (var (scope, remembered, variables) in memory) (scope.Memory, scope.Variables) = (remembered, variables);
        }

        if (request.Preview is { } preview && state.Effects.Count > effects) preview.Emits(execution.Id, execution.Node.Node.NodeId, state.Effects.Skip(effects));
        if (state.Refused is null) await ApplyAsync(execution, kind, result, ct);
    }

    /// <summary>What was thrown and where in our code, without a word of the data that it was thrown over.</summary>
    private static string Origin(Exception exception)
    {
        var places = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType);
        return $"{exception.GetType().FullName} in {places.FirstOrDefault(place => place?.Namespace?.StartsWith(nameof(StaffFlows), StringComparison.Ordinal) is true)}";
    }

    private async ValueTask ApplyAsync(OpenExecution execution, FaultedTurn kind, ActivityResult result, CancellationToken ct)
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
                foreach (var child in scheduled.Children) Schedule(execution.Node.Child(child.Node), execution, child);
                break;
            case ActivityResult.Faulted faulted:
                Fault(execution, kind, faulted);
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
            Fault(execution, FaultedTurn.Execution, new("waits-for-nothing", "The activity waits without a bookmark, so nothing could ever wake it."));
            return;
        }

        execution.HasWaited = true;
        if (execution.OutrunBy is not null)
        {
            Cancel(execution, isRecorded: true);
            return;
        }

        state.Write(execution, JournalEvents.Suspended);
        request.Preview?.Waits(execution.Id, execution.Node.Node.NodeId);
    }

    private OpenExecution? Find(ActivityExecutionId id) =>
        WithDescendants(state.Root!).FirstOrDefault(execution => execution.Id == id);

    private BurstContext ContextOf(OpenExecution execution) => new(this, request, state, execution);
}
