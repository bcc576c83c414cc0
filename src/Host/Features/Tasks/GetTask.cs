using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>A row with its case.</summary>
/// <param name="All">All rows of the case, this one among them.</param>
internal sealed record TaskSight(UserTask Task, Case Case, IReadOnlyCollection<UserTask> All)
{
    /// <summary>The step's rights for whoever may decide it, reading only for everybody else.</summary>
    public FormReading FormFor(Viewer by, Form form) =>
        Task.ClosedAt is null && Task.MayBeDecidedBy(by) ? FormReading.ForStep(form, Task.StepId, Case.Data, All, Task.HeldFor(by) ?? by.PersonId) : FormReading.Of(form, Case, All, by);
}

/// <summary>Reads one task of a case that the viewer may see, and notes that whoever has to decide it has seen it.</summary>
internal sealed class GetTask(IDbContextFactory<StaffFlowsDbContext> databases, IWriteQueue writes, BusinessClock clock)
{
    public async Task<Result<TaskSight>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.UserTasks.AsNoTracking().Include(t => t.Candidates).SingleOrDefaultAsync(t => t.Id == id, ct);
        var found = task is null ? null : await db.Cases.AsNoTracking().VisibleTo(by).SingleOrDefaultAsync(c => c.Id == task.CaseId, ct);
        if (task is null || found is null) return new Rejection(RejectionKind.NotFound, "not-found");

        if (task is { ReadAt: null, ClosedAt: null } && task.MayBeDecidedBy(by)) await MarkReadAsync(id, ct);
        var all = await db.UserTasks.AsNoTracking().Where(t => t.CaseId == found.Id).ToListAsync(ct);
        BlindOpinions.Hide([.. all, task], by);
        return new TaskSight(task, found, all);
    }

    private Task<Result<int>> MarkReadAsync(Guid id, CancellationToken ct) => writes.WriteAsync<int>(async (db, token) =>
        await db.UserTasks.Where(t => t.Id == id && t.ReadAt == null && t.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ReadAt, clock.Now), token), ct);
}
