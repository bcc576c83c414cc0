using System.Collections.Concurrent;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>
/// A real store in memory: versions of instances and facts are checked, a commit is whole or not at all. Keeps instances as JSON, so
/// every burst starts as after a restart. Timers are leased on the system clock.
/// </summary>
internal sealed class InMemoryInstanceStore(InMemoryFacts facts, TimeProvider system) : IWorkflowInstanceStore, ITimerStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<WorkflowInstanceId, string> instances = [];
    private readonly Dictionary<BookmarkId, DateTimeOffset> leases = [];

    public ConcurrentQueue<BurstCommit> Commits { get; } = [];

    /// <summary>An applier's answer to the effects of a commit.</summary>
    public Func<BurstCommit, Rejection?> Applier { get; set; } = _ => null;

    /// <summary>Runs between a burst and its commit, as another node would.</summary>
    public Func<BurstCommit, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    public Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        lock (gate) return Task.FromResult(instances.TryGetValue(id, out var json) ? WorkflowInstanceJson.Read(json) : null);
    }

    public async Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        await BeforeCommit(commit);
        lock (gate)
        {
            var version = instances.TryGetValue(commit.Instance.Id, out var json) ? WorkflowInstanceJson.Read(json).Version : 0;
            if (version != commit.ExpectedVersion || !facts.AreCurrent(commit.FactsRead)) return new CommitResult.Conflict();
            if (Applier(commit) is { } rejection) return new CommitResult.Refused(rejection);

            instances[commit.Instance.Id] = WorkflowInstanceJson.Write(commit.Instance);
            Commits.Enqueue(commit);
            return new CommitResult.Committed();
        }
    }

    public Task<DueTimers> LeaseDueAsync(DateTimeOffset businessNow, TimeSpan lease, int limit, CancellationToken ct)
    {
        lock (gate)
        {
            var now = system.GetUtcNow();
            var open = instances.Values.Select(json => WorkflowInstanceJson.Read(json))
                .SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.DueAt is not null).Select(bookmark => new TimerEntry(instance.Id, bookmark.Id, bookmark.DueAt!.Value)))
                .Where(timer => !leases.TryGetValue(timer.BookmarkId, out var until) || until <= now)
                .OrderBy(timer => timer.DueAt)
                .ToList();
            var due = open.Where(timer => timer.DueAt <= businessNow).Take(limit).ToList();
            foreach (var timer in due) leases[timer.BookmarkId] = now + lease;

            return Task.FromResult(new DueTimers([.. due], open.Except(due).Select(timer => (DateTimeOffset?)timer.DueAt).FirstOrDefault()));
        }
    }
}
