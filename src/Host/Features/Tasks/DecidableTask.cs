using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Accounts;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Tasks;

/// <summary>An open row that the viewer may decide, with its case and form.</summary>
/// <param name="OnBehalfOfId">代理: for whom he decides it; null where it is his own.</param>
internal sealed record DecidableTask(UserTask Task, Case Case, Form Form, string? OnBehalfOfId);

/// <summary>Finds it, or says why it is not there for him to decide.</summary>
internal sealed class DecidableTasks(IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office, TaskRefusals refusals, BusinessClock clock)
{
    /// <summary>From what is loaded. Only who may not decide is looked at more closely: whether he may know of the task at all.</summary>
    public async ValueTask<Result<DecidableTask>> FindAsync(TaskLoad load, Guid id, Viewer by, CancellationToken ct)
    {
        if (load.Office.Organisation.FindPerson(by.PersonId) is not { IsActive: true }) return new Rejection(RejectionKind.Forbidden, "not-your-task");
        by = by with { Represents = Viewers.RepresentedBy(by.PersonId, load.Office, clock.Today) };
        if (load is { Task: { ClosedAt: null } task, Case: { } @case } && task.MayBeDecidedBy(by))
            return new DecidableTask(task, @case, load.Office.FormAt(@case.FormKey, @case.FormVersion), task.HeldFor(by));

        return await ReadAsync(id, by, ct);
    }

    private async Task<Result<DecidableTask>> ReadAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.UserTasks.AsNoTracking().Include(t => t.Candidates).SingleOrDefaultAsync(t => t.Id == id, ct);
        var found = task is null ? null : await db.Cases.AsNoTracking().VisibleTo(by).SingleOrDefaultAsync(c => c.Id == task.CaseId, ct);
        if (task is null || found is null) return new Rejection(RejectionKind.NotFound, "not-found");
        if (!task.WasOfferedTo(by) && task.HeldFor(by) is null) return new Rejection(RejectionKind.Forbidden, "not-your-task");
        if (task is { ClosedAt: null, State: UserTaskState.Waiting }) return new Rejection(RejectionKind.InvalidState, "task-waits");
        if (task.ClosedAt is not null) return await refusals.AlreadyDecidedAsync(id, ct);
        if (task.AssigneeId is { } holder && holder != by.PersonId && task.HeldFor(by) is null) return await refusals.ClaimedByOtherAsync(holder, ct);
        if (!task.MayBeDecidedBy(by)) return new Rejection(RejectionKind.Forbidden, "not-your-task");

        return new DecidableTask(task, found, (await office.ReadAsync(ct)).FormAt(found.FormKey, found.FormVersion), task.HeldFor(by));
    }
}
