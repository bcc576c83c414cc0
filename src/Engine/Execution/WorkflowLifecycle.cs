using System.Collections.Frozen;

namespace StaffFlows.Engine.Execution;

/// <summary>Which states an instance may pass through. What is finished stays finished; only what faulted can be taken up again.</summary>
public static class WorkflowLifecycle
{
    private static readonly FrozenDictionary<WorkflowSubStatus, WorkflowSubStatus[]> Moves = new Dictionary<WorkflowSubStatus, WorkflowSubStatus[]>
    {
        [WorkflowSubStatus.Pending] = [WorkflowSubStatus.Executing],
        [WorkflowSubStatus.Executing] = [WorkflowSubStatus.Suspended, WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled, WorkflowSubStatus.Faulted],
        [WorkflowSubStatus.Suspended] = [WorkflowSubStatus.Executing],
        [WorkflowSubStatus.Finished] = [],
        [WorkflowSubStatus.Cancelled] = [],
        [WorkflowSubStatus.Faulted] = [WorkflowSubStatus.Executing],
    }.ToFrozenDictionary();

    public static bool CanMove(WorkflowSubStatus from, WorkflowSubStatus to) => Moves[from].Contains(to);

    public static bool IsFinal(WorkflowSubStatus status) =>
        status is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted;

    /// <exception cref="InvalidOperationException">The table has no such move.</exception>
    internal static WorkflowInstance Move(this WorkflowInstance instance, WorkflowSubStatus to) =>
        CanMove(instance.SubStatus, to)
            ? instance with { SubStatus = to }
            : throw new InvalidOperationException($"An instance cannot go from {instance.SubStatus} to {to}.");
}
