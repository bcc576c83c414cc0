using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>Whoever holds a shared task gives it back to all candidates. A task with one candidate stays with him.</summary>
internal sealed class ReleaseTask(IWriteQueue writes, TaskRefusals refusals, BusinessClock clock)
{
    public async Task<Result<HoldAnswer>> ExecuteAsync(Guid id, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var released = await writes.WriteOnceAsync<HoldAnswer>(key, clock, async (db, token) =>
        {
            var moved = await db.UserTasks
                .Where(t => t.Id == id && t.ClosedAt == null && t.AssigneeId == by.PersonId && t.Candidates.Count > 1)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.AssigneeId, (string?)null).SetProperty(t => t.State, UserTaskState.Created).SetProperty(t => t.Version, t => t.Version + 1),
                    token);
            if (moved == 1) return new HoldAnswer(id, UserTaskState.Created, null);

            var task = await db.UserTasks.AsNoTracking().Include(t => t.Candidates)
                .Where(t => t.Id == id && db.Cases.VisibleTo(by).Any(c => c.Id == t.CaseId)).SingleOrDefaultAsync(token);
            return task switch
            {
                null => new Rejection(RejectionKind.NotFound, "not-found"),
                { ClosedAt: not null } when task.WasOfferedTo(by) => new Rejection(RejectionKind.InvalidState, "task-closed"),
                { AssigneeId: { } holder } when holder == by.PersonId => new Rejection(RejectionKind.InvalidState, "task-not-shared"),
                _ when task.IsCandidate(by) => new Rejection(RejectionKind.InvalidState, "task-not-held"),
                _ => new Rejection(RejectionKind.Forbidden, "not-your-task"),
            };
        }, ct);
        return released.Rejection is { Code: "task-closed" } ? await refusals.AlreadyDecidedAsync(id, ct) : released;
    }
}
