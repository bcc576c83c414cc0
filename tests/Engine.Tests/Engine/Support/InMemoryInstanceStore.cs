using System.Collections.Concurrent;
using System.Collections.Immutable;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>
/// A real store in memory: a commit with everything that belongs to it is whole or not at all. Keeps instances as JSON, so every
/// burst starts as after a restart. Leases run on the system clock.
/// </summary>
internal sealed partial class InMemoryInstanceStore(InMemoryFacts facts, TimeProvider system) : IWorkflowInstanceStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<WorkflowInstanceId, string> instances = [];

    /// <summary>Those of instances that were started within a burst before that of the burst.</summary>
    public ConcurrentQueue<BurstCommit> Commits { get; } = [];

    /// <summary>An applier's answer to the effects of a commit.</summary>
    public Func<BurstCommit, Rejection?> Applier { get; set; } = _ => null;

    /// <summary>Runs between a burst and its commit, as another node would.</summary>
    public Func<BurstCommit, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    public ImmutableArray<WorkflowInstance> Instances
    {
        get
        {
            lock (gate) return [.. instances.Values.Select(json => WorkflowInstanceJson.Read(json)).OrderBy(instance => instance.Id.Value)];
        }
    }

    public Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        lock (gate) return Task.FromResult(instances.TryGetValue(id, out var json) ? WorkflowInstanceJson.Read(json) : null);
    }

    public async Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        await BeforeCommit(commit);
        lock (gate)
        {
            var parts = WithChildren(commit).ToArray();
            if (!parts.All(IsCurrent)) return new CommitResult.Conflict();
            if (commit.Fulfils is { } fulfilled && !commands.ContainsKey(fulfilled)) return Refused(BurstCommit.CommandGone);
            if (commit.Fired is { } fired && !IsDue(fired)) return Refused(BurstCommit.TriggerHasFired);

            var refusal = parts.Where(part => !MayStart(part)).Select(_ => new Rejection(RejectionKind.InvalidState, ActivationStrategies.Refusal)).FirstOrDefault()
                ?? parts.Select(Applier).FirstOrDefault(rejection => rejection is not null);
            if (refusal is not null) return new CommitResult.Refused(refusal);

            foreach (var part in parts) Write(part);
            if (commit.Fulfils is { } done) commands.Remove(done);
            if (commit.Fired is { } moved) Move(moved);

            return new CommitResult.Committed();
        }
    }

    private static CommitResult.Refused Refused(string code) => new(new Rejection(RejectionKind.InvalidState, code));

    private bool IsCurrent(BurstCommit part)
    {
        var version = instances.TryGetValue(part.Instance.Id, out var json) ? WorkflowInstanceJson.Read(json).Version : 0;

        return version == part.ExpectedVersion && facts.AreCurrent(part.FactsRead);
    }

    private bool MayStart(BurstCommit part)
    {
        var running = instances.Values.Select(json => WorkflowInstanceJson.Read(json)).Where(instance => !instance.IsFinished).ToArray();
        bool IsSameDefinition(WorkflowInstance other) => other.DefinitionId == part.Instance.DefinitionId;
        bool IsSameCorrelation(WorkflowInstance other) => other.CorrelationId == part.Instance.CorrelationId;

        return part.Activation switch
        {
            ActivationStrategy.Singleton => !running.Any(IsSameDefinition),
            ActivationStrategy.Correlation => part.Instance.CorrelationId is null || !running.Any(IsSameCorrelation),
            ActivationStrategy.CorrelatedSingleton => !running.Any(other => IsSameDefinition(other) && IsSameCorrelation(other)),
            _ => true,
        };
    }

    private void Write(BurstCommit part)
    {
        instances[part.Instance.Id] = WorkflowInstanceJson.Write(part.Instance);
        foreach (var command in part.Commands) commands.Add(command.Id, new(command, default, 0));
        Commits.Enqueue(part);
    }

    private static IEnumerable<BurstCommit> WithChildren(BurstCommit commit) => commit.Children.SelectMany(WithChildren).Append(commit);
}
