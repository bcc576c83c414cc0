using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Api;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <param name="Assignee">Who holds it now; null where nobody does.</param>
internal sealed record HoldAnswer(Guid Id, UserTaskState State, string? Assignee);

/// <summary>A candidate takes a shared task for himself: one conditional UPDATE, so that of two exactly one gets it.</summary>
internal sealed class ClaimTask(IWriteQueue writes, TaskRefusals refusals, BusinessClock clock)
{
    public async Task<Result<HoldAnswer>> ExecuteAsync(Guid id, Viewer by, RequestKey? key, CancellationToken ct)
    {
        var claimed = await writes.WriteOnceAsync<HoldAnswer>(key, clock, async (db, token) =>
        {
            var moved = await db.UserTasks
                .Where(t => t.Id == id && t.ClosedAt == null && t.AssigneeId == null && t.Candidates.Any(c => c.PersonId == by.PersonId))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(t => t.AssigneeId, by.PersonId).SetProperty(t => t.State, UserTaskState.Assigned).SetProperty(t => t.Version, t => t.Version + 1),
                    token);
            if (moved == 1) return new HoldAnswer(id, UserTaskState.Assigned, by.PersonId);

            var task = await db.UserTasks.AsNoTracking().Include(t => t.Candidates)
                .Where(t => t.Id == id && db.Cases.VisibleTo(by).Any(c => c.Id == t.CaseId)).SingleOrDefaultAsync(token);
            if (task is null) return new Rejection(RejectionKind.NotFound, "not-found");
            if (!task.WasOfferedTo(by)) return new Rejection(RejectionKind.Forbidden, "not-your-task");
            if (task.AssigneeId == by.PersonId && task.ClosedAt is null) return new HoldAnswer(id, UserTaskState.Assigned, by.PersonId);

            return task is { ClosedAt: null, AssigneeId: { } holder }
                ? new Rejection(RejectionKind.InvalidState, "task-claimed-by-other", holder)
                : new Rejection(RejectionKind.InvalidState, "task-closed");
        }, ct);

        return claimed.Rejection switch
        {
            { Code: "task-claimed-by-other", Arguments: [var holder] } => await refusals.ClaimedByOtherAsync(holder, ct),
            { Code: "task-closed" } => await refusals.AlreadyDecidedAsync(id, ct),
            _ => claimed,
        };
    }
}
