namespace StaffFlows.Engine.Execution;

public sealed partial class Burst
{
    /// <summary>Only what faulted can be taken up again, or be given up.</summary>
    private static bool IsRepair(BurstRequest request) =>
        request is { Instance.SubStatus: WorkflowSubStatus.Faulted, Cause: BurstCause.Retry or BurstCause.Reposition or BurstCause.Cancel };

    private Rejection? Retry(BurstCause.Retry retry)
    {
        var faulted = WithDescendants(state.Root!)
            .Where(execution => execution.Status is ActivityStatus.Faulted && (retry.Which.IsDefaultOrEmpty || retry.Which.Contains(execution.Id)))
            .ToArray();
        if (faulted.Length == 0) return new(RejectionKind.InvalidState, "nothing-to-retry");
        if (faulted.FirstOrDefault(RepeatsChildren) is { } container) return new(RejectionKind.InvalidState, "retry-would-repeat", container.Node.Node.Id);

        state.Settle(faulted);
        foreach (var execution in faulted) Rearm(execution);
        RearmEnded();

        return null;
    }

    /// <summary>A container that faulted over one of its children would run the others again; only a reposition can help it.</summary>
    private bool RepeatsChildren(OpenExecution execution) => state.Instance.Incidents.Any(incident =>
        incident.ActivityExecutionId == execution.Id && incident.SettledAt is null && incident.Turn is FaultedTurn.ChildCompletion);

    /// <summary>What a fault of the instance ended while it waited.</summary>
    private void RearmEnded()
    {
        var all = WithDescendants(state.Root!).ToArray();
        var spared = state.Scheduled.Concat(all.Select(FindKeptPlace)).ToHashSet();
        foreach (var ended in all.Where(execution => execution.Status is ActivityStatus.Pending && !spared.Contains(execution))) Rearm(ended);
    }

    /// <summary>Schedules the node afresh in the place of the execution, under a new id and with nothing remembered but where it returns to.</summary>
    private void Rearm(OpenExecution execution)
    {
        var owner = execution.Owner!;
        var afresh = new OpenExecution(new(request.Ids.NewId()), execution.Node, owner, request.Now, execution.Tag)
        {
            Variables = execution.Variables, ReturnsTo = execution.ReturnsTo,
        };
        owner.Children[owner.Children.IndexOf(execution)] = afresh;
        state.Scheduled.Enqueue(afresh);
    }
}
