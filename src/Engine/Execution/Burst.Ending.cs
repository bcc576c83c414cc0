using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

public sealed partial class Burst
{
    private const string CancelFailed = "cancel-failed";
    private const string RanAway = "turn-limit";

    private void Fault(OpenExecution execution, FaultedTurn turn, ActivityResult.Faulted fault)
    {
        CancelChildren(execution, _ => true);
        execution.Status = ActivityStatus.Faulted;
        state.Write(execution, JournalEvents.Faulted);
        state.Incidents.Add(new(execution.Id, execution.Node.Node.NodeId, fault.Code, fault.Message, request.Now)
        {
            Turn = turn, Category = fault.Category, FaultType = fault.FaultType,
        });
        if (execution.HasWaited) Undo(execution);
        state.Burn(execution);
    }

    /// <summary>A loop that never waits ends the instance under either strategy; what it had still scheduled is dropped.</summary>
    private void RunAway(OpenExecution next)
    {
        Fault(next, FaultedTurn.Execution, new(RanAway, $"More than {request.TurnLimit} activities in one burst: a loop does not wait."));
        while (state.Scheduled.TryDequeue(out var dropped)) Cancel(dropped, isRecorded: false);
    }

    private async ValueTask CompleteAsync(OpenExecution execution, ImmutableArray<string> outcomes, CancellationToken ct)
    {
        Close(execution, outcomes);
        if (state.FinishRequested)
        {
            Finish();
            return;
        }

        if (state.Leaving is { } leaving)
        {
            state.Leaving = null;
            if (FindAround(execution, leaving.Kind) is { } left)
            {
                for (var container = execution.Owner!; container != left; container = container.Owner!) Close(container, ["Done"]);
                await CompleteAsync(left, leaving.Outcomes, ct);
                return;
            }
        }

        if (FindKeptPlace(execution) is { } kept)
        {
            state.Scheduled.Enqueue(kept);
            return;
        }

        if (execution.Owner is not { Status: ActivityStatus.Running } owner) return;

        var completion = new ChildCompletion(execution.Node.Node, execution.Id, outcomes, execution.Node.Activity.Descriptor.IsTerminal, execution.Tag) { OutrunBy = execution.OutrunBy };
        await TurnAsync(owner, FaultedTurn.ChildCompletion, context => ((IContainer)owner.Node.Activity).ChildCompletedAsync(context, completion, ct), ct);
    }

    /// <summary>The nearest container of that kind; nothing beyond a composite is looked at.</summary>
    private static OpenExecution? FindAround(OpenExecution execution, ContainerKind kind)
    {
        for (var container = execution.Owner; container is not null; container = container.Owner)
        {
            var found = ((IContainer)container.Node.Activity).Kind;
            if (found == kind) return container;
            if (found is ContainerKind.Composite) return null;
        }

        return null;
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
        foreach (var child in state.Root!.Children.ToArray()) Cancel(child, isRecorded: false);
        state.Root.Status = ActivityStatus.Completed;
    }

    internal void CancelChildren(OpenExecution container, Func<OpenExecution, bool> which)
    {
        foreach (var child in container.Children.Where(which).ToArray()) Cancel(child, isRecorded: true);
    }

    internal void Outrun(OpenExecution container, ActivityNode winner, Func<OpenExecution, bool> which)
    {
        var scheduled = state.Scheduled.ToHashSet();
        foreach (var child in container.Children.Where(which).ToArray())
        {
            if (scheduled.Contains(child) && child.Node.Activity is not IContainer) child.OutrunBy = winner;
            else Cancel(child, isRecorded: true);
        }
    }

    private void Cancel(OpenExecution execution, bool isRecorded)
    {
        foreach (var child in execution.Children.ToArray()) Cancel(child, isRecorded);
        if (FindKeptPlace(execution) is { } kept) GiveUp(kept, execution, isRecorded);

        var hadStarted = execution.Status is ActivityStatus.Running;
        if (hadStarted) Undo(execution);
        state.Burn(execution);
        execution.Status = ActivityStatus.Canceled;
        execution.Owner?.Children.Remove(execution);
        if (hadStarted && isRecorded) state.Write(execution, JournalEvents.Canceled);
    }

    /// <summary>Nobody will come back to the place any more; a container in which nothing else is open goes with it.</summary>
    private void GiveUp(OpenExecution kept, OpenExecution ended, bool isRecorded)
    {
        Cancel(kept, isRecorded);
        var around = ended.WithOwners().ToHashSet();
        for (var emptied = kept.Owner!; emptied.Children.Count == 0 && !around.Contains(emptied); emptied = emptied.Owner!) Cancel(emptied, isRecorded);
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
        else if (state.Incidents.Exists(EndsInstance)) EndFaulted(root);
        else if (root.Status is ActivityStatus.Completed) state.Instance = state.Instance.Move(WorkflowSubStatus.Finished);
        else if (state.Bookmarks.Count > 0) state.Instance = state.Instance.Move(WorkflowSubStatus.Suspended);
        else
        {
            // Elsa would leave it suspended for ever.
            state.Incidents.Add(new(root.Id, root.Node.Node.NodeId, "nothing-left-to-wait-for", "The instance is open, but nothing could ever wake it.", request.Now));
            EndFaulted(root);
        }

        TellParent();

        return state.ToCommit(WithDescendants(root));
    }

    private bool EndsInstance(Incident incident) =>
        incident.Code is RanAway || (incident.Code is not CancelFailed && !request.Graph.ContinuesWithIncidents);

    /// <summary>What waits loses its bookmarks and what it asked for, but keeps its place: a retry schedules it again.</summary>
    private void EndFaulted(OpenExecution root)
    {
        foreach (var waiting in WithDescendants(root).ToArray())
        {
            if (waiting.Status is not ActivityStatus.Running || !Waits(waiting)) continue;

            var faulted = WithDescendants(waiting).Where(execution => execution.Status is ActivityStatus.Faulted).ToArray();
            CancelChildren(waiting, _ => true);
            Undo(waiting);
            state.HandOver(faulted, waiting);
            (waiting.Status, var happened) = faulted.Length > 0 ? (ActivityStatus.Faulted, JournalEvents.Faulted) : (ActivityStatus.Pending, JournalEvents.Canceled);
            state.Write(waiting, happened);
        }

        state.Bookmarks.Clear();
        state.Instance = state.Instance.Move(WorkflowSubStatus.Faulted);
    }

    /// <summary>A container waits itself where it has a bookmark of its own; otherwise what is inside it does.</summary>
    private bool Waits(OpenExecution execution) =>
        execution.Node.Activity is not IContainer || state.Bookmarks.Exists(bookmark => bookmark.ActivityExecutionId == execution.Id);

    private void TellParent()
    {
        if (state.Instance is not { IsFinished: true, Parent: { } parent }) return;

        var ended = new EndedChild(state.Instance.Id, state.Instance.SubStatus, state.Output);
        state.Commands.Add(new EngineCommand.Resume(request.Ids.NewId(), parent.InstanceId, parent.BookmarkId, ended.ToJson()));
    }

    /// <summary>Owners before what they own, so that the tree can be restored in one pass; what has ended is no longer in it.</summary>
    private static IEnumerable<OpenExecution> WithDescendants(OpenExecution execution) =>
        execution.Children.SelectMany(WithDescendants).Prepend(execution);
}
