using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Runs bursts: load, run, commit. A commit that loses a race is loaded and run again, a bounded number of times. Holds no state but
/// compiled definitions, so one of it serves all threads.
/// </summary>
/// <param name="clock">Business time.</param>
public sealed partial class WorkflowRuntime(
    IWorkflowInstanceStore instances, IWorkflowDefinitionStore definitions, IFactSource facts, ActivityCatalog catalog, TimeProvider clock) : IWorkflowRuntime
{
    /// <summary>Times that a burst is run before its caller hears <c>busy</c>.</summary>
    public const int MaxAttempts = 10;

    private readonly GraphCache graphs = new(definitions, catalog);

    /// <summary>Called after a commit that set a timer, with its due moment; wakes the <see cref="TimerPump"/> of this node.</summary>
    public Action<DateTimeOffset>? OnTimerSet { get; set; }

    public async Task<BurstOutcome> StartAsync(StartWorkflow start, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await FindGraphAsync(start, ct) is not { } graph) return Refused(RejectionKind.NotFound, "definition-not-found");
            if (attempt > 1 && await instances.FindAsync(start.Id, ct) is not null) return Refused(RejectionKind.Conflict, "instance-exists");

            var now = clock.GetUtcNow();
            var request = new BurstRequest(graph, NewInstance(start, graph, now), new BurstCause.Start(start.Input), facts, now, IdSource.Create(now)) { Graphs = graphs };
            if (await TryRunAsync(request, start.Effects, ct) is { } outcome) return outcome;
        }

        return Refused(RejectionKind.Conflict, "busy");
    }

    public Task<BurstOutcome> ResumeAsync(ResumeWorkflow resume, CancellationToken ct)
    {
        var input = resume.DueAt is { } dueAt ? JsonValues.From(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["dueAt"] = dueAt }) : resume.Input;

        return ContinueAsync(resume.InstanceId, new BurstCause.Resume(resume.BookmarkId, input, resume.DueAt), resume.Effects, ct);
    }

    public Task<BurstOutcome> CancelAsync(CancelWorkflow cancel, CancellationToken ct) =>
        ContinueAsync(cancel.InstanceId, new BurstCause.Cancel(), cancel.Effects, ct);

    public Task<BurstOutcome> RetryAsync(RetryWorkflow retry, CancellationToken ct) =>
        ContinueAsync(retry.InstanceId, new BurstCause.Retry(retry.Which), retry.Effects, ct);

    public async Task<Preview> PreviewAsync(StartWorkflow start, CancellationToken ct)
    {
        if (await FindGraphAsync(start, ct) is not { } graph) return new([], new(RejectionKind.NotFound, "definition-not-found"), false);

        var now = clock.GetUtcNow();
        return await new PreviewRun(graph, facts, now).StartAsync(NewInstance(start, graph, now), start.Input, ct);
    }

    public async Task<Preview> PreviewAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        if (await instances.FindAsync(id, ct) is not { } instance) return new([], new(RejectionKind.NotFound, "instance-not-found"), false);
        if (instance.IsFinished) return new([], null, ReachedEnd: true);
        if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } graph) return new([], new(RejectionKind.NotFound, "definition-not-found"), false);

        return await new PreviewRun(graph, facts, clock.GetUtcNow()).ContinueAsync(instance, ct);
    }

    private async Task<BurstOutcome> ContinueAsync(WorkflowInstanceId id, BurstCause cause, ImmutableArray<IEffect> effects, CancellationToken ct)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await instances.FindAsync(id, ct) is not { } instance) return Refused(RejectionKind.NotFound, "instance-not-found");
            if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } graph) return Refused(RejectionKind.NotFound, "definition-not-found");

            var now = clock.GetUtcNow();
            var request = new BurstRequest(graph, instance, cause, facts, now, IdSource.Create(now)) { Graphs = graphs };
            if (await TryRunAsync(request, effects, ct) is { } outcome) return outcome;
        }

        return Refused(RejectionKind.Conflict, "busy");
    }

    /// <returns>Null where the commit lost a race.</returns>
    private async Task<BurstOutcome?> TryRunAsync(BurstRequest request, ImmutableArray<IEffect> effects, CancellationToken ct)
    {
        EngineMeter.Bursts.Add(1);
        var result = await Burst.RunAsync(request, ct);
        if (result is BurstResult.Refused no) return new BurstOutcome.Refused(no.Rejection);

        var commit = ((BurstResult.Ran)result).Commit;
        switch (await instances.CommitAsync(commit with { Effects = [.. effects.IsDefault ? [] : effects, .. commit.Effects] }, ct))
        {
            case CommitResult.Committed:
                EngineMeter.Commits.Add(1);
                Announce(commit);
                return new BurstOutcome.Committed(commit.Instance);
            case CommitResult.Conflict:
                EngineMeter.Conflicts.Add(1);
                return null;
            case CommitResult.Refused refused:
                return new BurstOutcome.Refused(refused.Rejection);
            default:
                throw new UnreachableException();
        }
    }

    private void Announce(BurstCommit commit)
    {
        if (commit.Created.Min(bookmark => bookmark.DueAt) is { } dueAt) OnTimerSet?.Invoke(dueAt);
    }

    private ValueTask<WorkflowGraph?> FindGraphAsync(StartWorkflow start, CancellationToken ct) =>
        start.DefinitionVersionId is { } version ? graphs.FindVersionAsync(version, ct) : graphs.FindPublishedAsync(start.DefinitionId, ct);

    private static WorkflowInstance NewInstance(StartWorkflow start, WorkflowGraph graph, DateTimeOffset now) => new()
    {
        Id = start.Id,
        DefinitionId = graph.Definition.DefinitionId,
        DefinitionVersionId = graph.Definition.Id,
        DefinitionVersion = graph.Definition.Version,
        Name = start.Name,
        CorrelationId = start.CorrelationId,
        CreatedAt = now,
        Properties = start.Properties,
    };

    private static BurstOutcome.Refused Refused(RejectionKind kind, string code) => new(new Rejection(kind, code));
}
