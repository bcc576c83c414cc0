using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;

namespace StaffFlows.Host.StudioApi.Runs;

/// <summary>
/// Cancels and deletes test runs from the Studio. What real people wait for is ended on our own administration page only, with a reason:
/// one real instance among several refuses them all, and nothing is done.
/// </summary>
internal sealed class EndInstances(TestRuns runs, TestRunStore store, IDbContextFactory<StaffFlowsDbContext> databases)
{
    /// <returns>How many were running until now.</returns>
    public Task<Result<int>> CancelAsync(IEnumerable<string> ids, CancellationToken ct) => EndAsync(ids, CancelAsync, ct);

    /// <returns>How many were there until now.</returns>
    public Task<Result<int>> DeleteAsync(IEnumerable<string> ids, CancellationToken ct) => EndAsync(ids, (id, inner) => store.DeleteAsync(id.Value, inner), ct);

    private async Task<Result<int>> EndAsync(IEnumerable<string> ids, Func<WorkflowInstanceId, CancellationToken, Task<bool>> end, CancellationToken ct)
    {
        var parsed = new List<WorkflowInstanceId>();
        foreach (var id in ids.Distinct(StringComparer.OrdinalIgnoreCase))
            if (InstanceSights.IsId(id, out var instance)) parsed.Add(instance);

        await using var db = await databases.CreateDbContextAsync(ct);
        var values = parsed.ConvertAll(id => id.Value);
        if (await db.Instances.AnyAsync(i => values.Contains(i.Id), ct)) return new Rejection(RejectionKind.InvalidState, "instance-is-real");

        var ended = 0;
        foreach (var id in parsed) ended += await end(id, ct) ? 1 : 0;
        return ended;
    }

    private async Task<bool> CancelAsync(WorkflowInstanceId id, CancellationToken ct) =>
        await runs.FindAsync(id, ct) is { Sandbox.Root.IsFinished: false } run && (await runs.CancelAsync(run, ct)).Rejection is null;
}
