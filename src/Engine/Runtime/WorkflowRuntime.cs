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

    /// <summary>The rejection's code where every one of them lost its race; asking again may succeed.</summary>
    public const string Busy = "busy";

    internal const string InstanceExists = "instance-exists";
    internal const string InstanceNotFound = "instance-not-found";

    private readonly GraphCache graphs = new(definitions, catalog);
    private readonly InstanceTurns turns = new();

    /// <summary>Called after a commit that set a timer, with its due moment; wakes the <see cref="TimerPump"/> of this node.</summary>
    public Action<DateTimeOffset>? OnTimerSet { get; set; }

    /// <summary>Called after a commit that set something off beyond its instance; wakes the <see cref="CommandPump"/> of this node.</summary>
    public Action? OnCommandPosted { get; set; }

    /// <summary>Called after a commit with which an instance faulted: it waits for somebody who settles its incident.</summary>
    public Action<WorkflowInstance>? OnFaulted { get; set; }

    public async Task<BurstOutcome> StartAsync(StartWorkflow start, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await FindGraphAsync(start, ct) is not { } graph) return Refused(RejectionKind.NotFound, "definition-not-found");
            if (attempt > 1 && await instances.FindAsync(start.Id, ct) is not null) return Refused(RejectionKind.Conflict, InstanceExists);

            var now = clock.GetUtcNow();
            var cause = CauseOf(start);
            var loaded = attempt == 1 ? start.Loaded : null;
            var request = new BurstRequest(graph, NewInstance(start, graph, now), cause, loaded?.Facts ?? facts, now, IdSource.Create(now)) { Graphs = graphs };
            var own = new OwnPart(start.Effects, start.Fulfils, start.Fired) { Loaded = loaded };
            if (await TryRunAsync(request, own, ct) is { } outcome) return outcome;
        }

        return Refused(RejectionKind.Conflict, Busy);
    }

    public Task<BurstOutcome> ResumeAsync(ResumeWorkflow resume, CancellationToken ct)
    {
        var input = resume.DueAt is { } dueAt ? JsonValues.From(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["dueAt"] = dueAt }) : resume.Input;

        return ContinueAsync(resume.InstanceId, new BurstCause.Resume(resume.BookmarkId, input, resume.DueAt), new(resume.Effects, resume.Fulfils), ct, resume.Loaded);
    }

    public Task<BurstOutcome> CancelAsync(CancelWorkflow cancel, CancellationToken ct) =>
        ContinueAsync(cancel.InstanceId, new BurstCause.Cancel(), new(cancel.Effects, cancel.Fulfils), ct);

    public Task<BurstOutcome> RetryAsync(RetryWorkflow retry, CancellationToken ct) =>
        ContinueAsync(retry.InstanceId, new BurstCause.Retry(retry.Which), new(retry.Effects), ct);

    public Task<BurstOutcome> RepositionAsync(RepositionWorkflow reposition, CancellationToken ct) =>
        ContinueAsync(reposition.InstanceId, CauseOf(reposition), new(reposition.Effects), ct);

    public async Task<RepositionPreview> PreviewRepositionAsync(RepositionWorkflow reposition, CancellationToken ct)
    {
        if (await instances.FindAsync(reposition.InstanceId, ct) is not { } instance) return new([], [], new(RejectionKind.NotFound, InstanceNotFound));
        if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } graph) return new([], [], new(RejectionKind.NotFound, "definition-not-found"));

        var now = clock.GetUtcNow();
        var result = await Burst.RunAsync(new(graph, instance, CauseOf(reposition), facts, now, IdSource.Create(now)) { Graphs = graphs }, ct);

        return result is BurstResult.Ran ran ? RepositionPreview.Between(instance, ran.Commit.Instance) : new([], [], ((BurstResult.Refused)result).Rejection);
    }

    public async Task<Preview> PreviewAsync(StartWorkflow start, CancellationToken ct)
    {
        if (await FindGraphAsync(start, ct) is not { } graph) return new([], new(RejectionKind.NotFound, "definition-not-found"), false);

        var now = clock.GetUtcNow();
        return await new PreviewRun(graph, facts, now).StartAsync(NewInstance(start, graph, now), CauseOf(start), ct);
    }

    public async Task<Preview> PreviewAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        if (await instances.FindAsync(id, ct) is not { } instance) return new([], new(RejectionKind.NotFound, InstanceNotFound), false);
        if (instance.IsFinished) return new([], null, ReachedEnd: true);
        if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } graph) return new([], new(RejectionKind.NotFound, "definition-not-found"), false);

        return await new PreviewRun(graph, facts, clock.GetUtcNow()).ContinueAsync(instance, ct);
    }

    private static BurstCause.Start CauseOf(StartWorkflow start) => new(start.Input) { TriggerNodeId = start.TriggerNodeId, Variables = start.Variables };

    private static BurstCause.Reposition CauseOf(RepositionWorkflow reposition) => new(reposition.From, reposition.ToNodeId, reposition.Mode);

    /// <param name="first">The instance for the first attempt, where the caller has it.</param>
    private async Task<BurstOutcome> ContinueAsync(WorkflowInstanceId id, BurstCause cause, OwnPart own, CancellationToken ct, LoadedInstance? first = null)
    {
        using var turn = new InstanceTurn(turns, id);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var hasWaited = await turn.WaitAsync(isContended: attempt > 0, ct);
            var loaded = attempt == 0 && !hasWaited && first is not null ? first : await instances.LoadAsync(id, ct);
            if (loaded is not { Instance: var instance }) return Refused(RejectionKind.NotFound, InstanceNotFound);
            if (await graphs.FindVersionAsync(instance.DefinitionVersionId, ct) is not { } graph) return Refused(RejectionKind.NotFound, "definition-not-found");

            var now = clock.GetUtcNow();
            var request = new BurstRequest(graph, instance, cause, loaded.Facts ?? facts, now, IdSource.Create(now)) { Graphs = graphs };
            if (await TryRunAsync(request, own with { Loaded = loaded }, ct) is { } outcome) return outcome;
        }

        return Refused(RejectionKind.Conflict, Busy);
    }

    /// <returns>Null where the commit lost a race, or where a refusal may rest on what is no longer true.</returns>
    private async Task<BurstOutcome?> TryRunAsync(BurstRequest request, OwnPart own, CancellationToken ct)
    {
        EngineMeter.Bursts.Add(1);
        var result = await Burst.RunAsync(request, ct);
        if (result is BurstResult.Refused no) return own.Loaded is { MayBeOutdated: true } ? null : new BurstOutcome.Refused(no.Rejection);

        var commit = own.Join(((BurstResult.Ran)result).Commit);
        switch (await instances.CommitAsync(commit, ct))
        {
            case CommitResult.Committed:
                EngineMeter.Commits.Add(1);
                Announce(commit);
                return new BurstOutcome.Committed(commit.Instance) { Loaded = own.Loaded };
            case CommitResult.Conflict:
                EngineMeter.Conflicts.Add(1);
                return null;
            case CommitResult.Refused { Rejection: { Code: ActivationStrategies.Refusal } refusal } when request.ChildrenRefused is null && !commit.Children.IsEmpty:
                // Where it meant one of the children, the activity that starts it takes the blame, and not the whole burst.
                return await TryRunAsync(request with { ChildrenRefused = refusal, Ids = IdSource.Create(request.Now) }, own, ct);
            case CommitResult.Refused refused:
                return new BurstOutcome.Refused(refused.Rejection);
            default:
                throw new UnreachableException();
        }
    }

    private void Announce(BurstCommit commit)
    {
        foreach (var child in commit.Children) Announce(child);
        if (commit.Created.Min(bookmark => bookmark.DueAt) is { } dueAt) OnTimerSet?.Invoke(dueAt);
        if (!commit.Commands.IsEmpty) OnCommandPosted?.Invoke();
        if (commit.Instance.SubStatus is WorkflowSubStatus.Faulted) OnFaulted?.Invoke(commit.Instance);
    }

    private ValueTask<WorkflowGraph?> FindGraphAsync(StartWorkflow start, CancellationToken ct) =>
        start.DefinitionVersionId is { } version ? graphs.FindVersionAsync(version, ct) : graphs.FindPublishedAsync(start.DefinitionId, ct);

    private static WorkflowInstance NewInstance(StartWorkflow start, WorkflowGraph graph, DateTimeOffset now) =>
        WorkflowInstance.New(start.Id, graph, now) with { Name = start.Name, CorrelationId = start.CorrelationId, Parent = start.Parent, Properties = start.Properties };

    private static BurstOutcome.Refused Refused(RejectionKind kind, string code) => new(new Rejection(kind, code));

    /// <summary>What the caller adds to the burst's commit.</summary>
    private sealed record OwnPart(ImmutableArray<IEffect> Effects, Guid? Fulfils = null, TriggerFired? Fired = null)
    {
        public Preload? Loaded { get; init; }

        public BurstCommit Join(BurstCommit commit) =>
            commit with { Effects = [.. Effects.IsDefault ? [] : Effects, .. commit.Effects], Fulfils = Fulfils, Fired = Fired, Loaded = Loaded };
    }
}
