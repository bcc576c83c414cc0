using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Everything that deciding a task needs, of about one moment.</summary>
/// <param name="Task">With its candidates; null where there is none.</param>
/// <param name="Office">As of this load.</param>
/// <param name="Answered">What the request was answered with before.</param>
/// <param name="Instance">For the first attempt of the burst; null where the runtime reads it itself.</param>
public sealed record TaskLoad(UserTask? Task, Case? Case, OfficeSnapshot Office, AnsweredRequest? Answered, LoadedInstance? Instance);

/// <summary>Reads a task for its decision: in one round trip where the provider can.</summary>
public sealed class TaskLoads
{
    private readonly IDbContextFactory<StaffFlowsDbContext> contexts;
    private readonly OfficeSnapshots offices;
    private readonly BurstLoads loads;
    private readonly IRowDatabase? rows;

    internal TaskLoads(IDbContextFactory<StaffFlowsDbContext> contexts, OfficeSnapshots offices, BurstLoads loads, IRowDatabase? rows) =>
        (this.contexts, this.offices, this.loads, this.rows) = (contexts, offices, loads, rows);

    /// <param name="request">Person and key of the request, for a first answer; null where it has no key.</param>
    public Task<TaskLoad> LoadAsync(Guid taskId, (string UserId, string Key)? request, CancellationToken ct) =>
        rows is null ? LoadWithContextAsync(taskId, request, ct) : loads.LoadTaskAsync(rows, taskId, request, ct);

    private async Task<TaskLoad> LoadWithContextAsync(Guid taskId, (string UserId, string Key)? request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var answered = request is var (userId, key)
            ? await db.AnsweredRequests.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == userId && r.Key == key, ct)
            : null;
        var task = await db.UserTasks.AsNoTracking().Include(t => t.Candidates).SingleOrDefaultAsync(t => t.Id == taskId, ct);
        var @case = task is null ? null : await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == task.CaseId, ct);
        return new(task, @case, await offices.ReadAsync(ct), answered, null);
    }
}
