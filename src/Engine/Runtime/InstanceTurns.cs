using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Bursts of this node that are in each other's way at one instance, one after the other. Nobody queues before somebody has lost a race there;
/// from then on all do, until the queue is empty. Other nodes are not asked: between nodes the version of the instance decides.
/// </summary>
internal sealed class InstanceTurns
{
    private readonly Dictionary<WorkflowInstanceId, Queue> queues = [];

    /// <summary>Null where nobody queues there and the caller need not.</summary>
    public Queue? Join(WorkflowInstanceId id, bool isContended)
    {
        lock (queues)
        {
            if (!queues.TryGetValue(id, out var queue))
            {
                if (!isContended) return null;
                queues.Add(id, queue = new Queue());
            }

            queue.Members++;
            return queue;
        }
    }

    public void Leave(WorkflowInstanceId id, Queue queue)
    {
        lock (queues)
        {
            if (--queue.Members == 0) queues.Remove(id);
        }
    }

    internal sealed class Queue
    {
        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>Those who wait, and the one whose turn it is.</summary>
        public int Members { get; set; }
    }
}

/// <summary>One burst's place in the queue of its instance, kept through all its attempts.</summary>
internal sealed class InstanceTurn(InstanceTurns turns, WorkflowInstanceId id) : IDisposable
{
    private InstanceTurns.Queue? queue;
    private bool isHeld;

    /// <returns>Whether others may have gone before, so that what was read beforehand is old.</returns>
    public async ValueTask<bool> WaitAsync(bool isContended, CancellationToken ct)
    {
        if (queue is not null || (queue = turns.Join(id, isContended)) is null) return false;

        await queue.Turn.WaitAsync(ct);
        return isHeld = true;
    }

    public void Dispose()
    {
        if (queue is null) return;

        if (isHeld) queue.Turn.Release();
        turns.Leave(id, queue);
    }
}
