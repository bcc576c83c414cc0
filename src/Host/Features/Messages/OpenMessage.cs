using Microsoft.EntityFrameworkCore;
using StaffFlows.Host.Api;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Messages;

/// <summary>
/// Leads from a message to what it is about: the task while it is the reader's to decide, the case afterwards. Reading is
/// noted on the way; that is safe to repeat, so a GET may do it.
/// </summary>
internal static class OpenMessage
{
    public static async Task<IResult> ExecuteAsync(
        Guid id, Viewer by, IDbContextFactory<StaffFlowsDbContext> databases, ReadMessages read, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Messages.AsNoTracking().Where(m => m.Id == id && m.PersonId == by.PersonId)
            .Select(m => new
            {
                m.CaseId,
                m.TaskId,
                IsOpen = db.UserTasks.Any(t => t.Id == m.TaskId && t.ClosedAt == null),
                IsVisible = db.Cases.VisibleTo(by).Any(c => c.Id == m.CaseId),
            }).SingleOrDefaultAsync(ct);
        if (found is not { IsVisible: true }) return Pages.NotFound();

        await read.ExecuteAsync(id, by, null, ct);
        return Pages.SeeOther(found is { TaskId: { } task, IsOpen: true } ? $"/tasks/{task}" : $"/cases/{found.CaseId}");
    }
}
