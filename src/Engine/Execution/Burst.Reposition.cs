using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

public sealed partial class Burst
{
    private Rejection? Reposition(BurstCause.Reposition move)
    {
        if (request.Graph.Find(move.ToNodeId) is null) return No("reposition-target-unknown");
        if (Find(move.From) is not { } from || !IsActive(from)) return No("reposition-from-not-active");

        var target = request.Graph.Get(move.ToNodeId);
        if (from.WithOwners().FirstOrDefault(owner => owner.Node == target.Parent) is not { } container) return No("reposition-target-closed");
        if (container.Node.Activity is not IRepositionable place || !place.CanEnter(ContextOf(container), target.Node)) return No("reposition-target-illegal");

        try
        {
            if (move.Mode is RepositionMode.Full) TakeTo(target, container, place, from);
            else if (SendBack(target, container, from) is { } rejection) return rejection;
        }
        catch (ExpressionException exception)
        {
            return new(RejectionKind.InvalidState, "reposition-failed", exception.Message);
        }

        if (request.Instance.SubStatus is WorkflowSubStatus.Faulted) RearmEnded();

        return null;
    }

    /// <summary>What a fault of the instance had ended counts as active: it would be scheduled again.</summary>
    private bool IsActive(OpenExecution execution) =>
        execution.Owner is not null && (execution.Status is not ActivityStatus.Pending || request.Instance.SubStatus is WorkflowSubStatus.Faulted);

    private void TakeTo(GraphNode target, OpenExecution container, IRepositionable place, OpenExecution from)
    {
        var context = ContextOf(container);
        var left = from.WithOwners().TakeWhile(execution => execution != container).LastOrDefault();
        var ending = container.Children.Where(child => child == left || place.IsBehind(context, target.Node, child.Node.Node)).ToArray();
        state.Settle(ending.SelectMany(WithDescendants));
        foreach (var child in ending) Cancel(child, isRecorded: true);
        Lift(container);
        foreach (var child in place.Reenter(context, target.Node, left?.Node.Node)) Schedule(container.Node.Child(child.Node), container, child);
    }

    /// <summary>Only the one execution ends; its place is kept, so that nothing goes on without it until the target leads back to it.</summary>
    private Rejection? SendBack(GraphNode target, OpenExecution container, OpenExecution from)
    {
        if (from == container) return No("reposition-from-container");
        if (container.Children.Exists(child => child.Node == target)) return No("reposition-target-open");

        var (owner, position) = (from.Owner!, from.Owner!.Children.IndexOf(from));
        var kept = new OpenExecution(new(request.Ids.NewId()), from.Node, owner, request.Now, from.Tag) { Variables = from.Variables, ReturnsTo = from.ReturnsTo };
        from.ReturnsTo = null;
        state.Settle(WithDescendants(from));
        Cancel(from, isRecorded: true);
        Lift(owner);
        owner.Children.Insert(position, kept);
        Schedule(target, container).ReturnsTo = kept.Id;

        return null;
    }

    /// <summary>A container that had faulted over what it is taken away from goes on, and those around it.</summary>
    private void Lift(OpenExecution container)
    {
        state.Settle(container.WithOwners());
        foreach (var faulted in container.WithOwners().Where(scope => scope.Status is ActivityStatus.Faulted))
        {
            faulted.Status = ActivityStatus.Running;
            state.Write(faulted, JournalEvents.Resumed);
        }
    }

    /// <summary>The place kept for whoever sent the instance back to this execution; null where nobody did, or it is gone since.</summary>
    private OpenExecution? FindKeptPlace(OpenExecution execution) =>
        execution.ReturnsTo is { } id && Find(id) is { Status: ActivityStatus.Pending } kept ? kept : null;

    private static Rejection No(string code) => new(RejectionKind.InvalidState, code);
}
