using System.Text.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>
/// Test runs (测试运行) of definitions: the real engine in a <see cref="Sandbox"/>. Each answer loads the sandbox, runs until everything
/// in it waits, and keeps it again, in one write that is guarded by a version; so a run survives every restart and goes on at any node.
/// </summary>
/// <param name="clock">Business time.</param>
public sealed class TestRuns(TestRunStore store, IWorkflowDefinitionStore definitions, IFactSource facts, ActivityCatalog catalog, TimeProvider clock)
{
    /// <summary>Runs from the beginning until everything waits, and keeps nothing.</summary>
    public async Task<Result<Sandbox>> TryAsync(NewTestRun run, CancellationToken ct)
    {
        var sandbox = new Sandbox(run.Id, run.Definition with { Id = TestRun.VersionIdOf(run.Id) });
        var start = new StartWorkflow(run.Id, run.Definition.DefinitionId, run.Input, run.Properties, [])
        {
            DefinitionVersionId = sandbox.Definition.Id, TriggerNodeId = run.TriggerNodeId,
        };
        return await GoOnAsync(sandbox, runtime => runtime.StartAsync(start, ct), ct) is { } refused ? refused : sandbox;
    }

    public async Task<Result<Sandbox>> StartAsync(NewTestRun run, CancellationToken ct)
    {
        var tried = await TryAsync(run, ct);
        if (tried.Value is not { } sandbox) return tried;

        var row = new StoredTestRun
        {
            Id = run.Id.Value, DefinitionId = run.Definition.DefinitionId, DefinitionVersionId = run.Definition.Id, DefinitionVersion = run.Definition.Version,
            StartedById = run.StartedById, Version = 1, CreatedAt = clock.GetUtcNow(), Content = "",
        };
        Put(sandbox, row);
        return (await store.AddAsync(row, ct)).Rejection is { } refused ? refused : sandbox;
    }

    /// <summary>Null where there is none.</summary>
    public async Task<TestRun?> FindAsync(WorkflowInstanceId id, CancellationToken ct) =>
        await store.FindAsync(id.Value, ct) is { } row ? new(SandboxJson.Read(row.Id, row.Content), row) : null;

    /// <summary>Wakes what waits by that bookmark, as whoever it waits for would.</summary>
    public Task<Result<Sandbox>> AnswerAsync(TestRun run, WorkflowInstanceId instance, BookmarkId bookmark, JsonElement input, CancellationToken ct) =>
        ContinueAsync(run, runtime => runtime.ResumeAsync(new(instance, bookmark, input, []), ct), ct);

    /// <summary>Moves the run's clock on to a timer that waits in it, and fires it.</summary>
    public Task<Result<Sandbox>> LetPassAsync(TestRun run, WorkflowInstanceId instance, BookmarkId bookmark, CancellationToken ct)
    {
        if (run.Sandbox.Instances.FirstOrDefault(i => i.Id == instance)?.Bookmarks.FirstOrDefault(b => b.Id == bookmark)?.DueAt is not { } dueAt)
            return Task.FromResult<Result<Sandbox>>(new Rejection(RejectionKind.InvalidState, "bookmark-gone"));

        var ahead = dueAt - clock.GetUtcNow();
        if (ahead > run.Sandbox.Ahead) run.Sandbox.Ahead = ahead;
        return ContinueAsync(run, runtime => runtime.ResumeAsync(new(instance, bookmark, default, []) { DueAt = dueAt }, ct), ct);
    }

    public Task<Result<Sandbox>> CancelAsync(TestRun run, CancellationToken ct) => ContinueAsync(run, runtime => runtime.CancelAsync(new(run.Sandbox.Id, []), ct), ct);

    private async Task<Result<Sandbox>> ContinueAsync(TestRun run, Func<WorkflowRuntime, Task<BurstOutcome>> burst, CancellationToken ct)
    {
        if (await GoOnAsync(run.Sandbox, burst, ct) is { } refused) return refused;

        var readAt = run.Row.Version;
        Put(run.Sandbox, run.Row);
        return (await store.SaveAsync(run.Row, readAt, ct)).Rejection is { } lost ? lost : run.Sandbox;
    }

    /// <summary>One burst, and then everything that it sets off.</summary>
    private async Task<Rejection?> GoOnAsync(Sandbox sandbox, Func<WorkflowRuntime, Task<BurstOutcome>> burst, CancellationToken ct)
    {
        var time = new SandboxClock(clock, sandbox.Ahead);
        var runtime = new WorkflowRuntime(sandbox, new SandboxDefinitions(sandbox.Definition, definitions), facts, catalog, time);
        if (await burst(runtime) is BurstOutcome.Refused refused) return refused.Rejection;

        using var pump = new CommandPump(sandbox, sandbox, sandbox, runtime, time);
        await pump.DrainAsync(ct);
        return null;
    }

    private void Put(Sandbox sandbox, StoredTestRun row)
    {
        var root = sandbox.Root!;
        (row.SubStatus, row.Name, row.CorrelationId, row.IncidentCount) = (root.SubStatus, root.Name, root.CorrelationId, root.Incidents.Length);
        (row.UpdatedAt, row.FinishedAt, row.Content) = (clock.GetUtcNow(), root.FinishedAt, SandboxJson.Write(sandbox));
    }
}
