using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>Says who was faster, and when.</summary>
internal sealed class TaskRefusals(IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office, Wording say)
{
    /// <summary>A row that can't be decided any more: names who decided its step, or says why it was closed.</summary>
    public async Task<Rejection> AlreadyDecidedAsync(Guid taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var decided = await db.UserTasks.AsNoTracking()
            .Where(t => t.State == UserTaskState.Completed && db.UserTasks.Any(own => own.Id == taskId && own.CaseId == t.CaseId && own.ActivityExecutionId == t.ActivityExecutionId))
            .Select(t => new { t.DecidedById, t.ClosedAt }).FirstOrDefaultAsync(ct);
        if (decided is { DecidedById: { } by, ClosedAt: { } at })
            return new Rejection(RejectionKind.InvalidState, "task-already-decided", await NameAsync(by, ct), say.Moment(at));

        var because = await db.UserTasks.Where(t => t.Id == taskId).Select(t => t.ClosedBecause).SingleAsync(ct);
        return new Rejection(RejectionKind.InvalidState, because is "task.closed.timed-out" ? "task-timed-out" : "task-closed");
    }

    public async Task<Rejection> ClaimedByOtherAsync(string personId, CancellationToken ct) =>
        new(RejectionKind.InvalidState, "task-claimed-by-other", await NameAsync(personId, ct));

    private async Task<string> NameAsync(string personId, CancellationToken ct) =>
        (await office.ReadAsync(ct)).Organisation.FindPerson(personId)?.Name ?? personId;
}
