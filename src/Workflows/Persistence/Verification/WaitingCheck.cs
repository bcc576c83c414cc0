using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>No row waits for an instance that is gone or over, no open task is without its bookmark or its people, and every case has what moves it.</summary>
internal static class WaitingCheck
{
    public static async Task RowsAsync(VerificationScope scope, CancellationToken ct)
    {
        var db = scope.Db;
        var alive = db.Instances.Where(i => i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled);
        foreach (var row in await db.Bookmarks.Where(b => !alive.Any(i => i.Id == b.InstanceId)).Select(b => new { b.InstanceId, b.Id }).ToListAsync(ct))
            scope.Find("bookmark-orphan", row.InstanceId.ToString("N"), row.Id.ToString("N"));
        foreach (var row in await db.Timers.Where(t => !db.Bookmarks.Any(b => b.Id == t.BookmarkId)).Select(t => new { t.InstanceId, t.BookmarkId }).ToListAsync(ct))
            scope.Find("timer-orphan", row.InstanceId.ToString("N"), row.BookmarkId.ToString("N"));

        var open = db.UserTasks.Where(t => t.ClosedAt == null);
        // A row whose turn has not come has no bookmark, but another row of its step has one.
        foreach (var task in await open.Where(t => t.State == UserTaskState.Waiting
            && !open.Any(o => o.ActivityExecutionId == t.ActivityExecutionId && o.State != UserTaskState.Waiting)).Select(t => t.Id).ToListAsync(ct))
            scope.Find("task-orphan", task);
        foreach (var task in await open.Where(t => t.State != UserTaskState.Waiting && !db.Bookmarks.Any(b => b.Id == t.BookmarkId && b.InstanceId == t.InstanceId)).Select(t => t.Id).ToListAsync(ct))
            scope.Find("task-orphan", task);
        foreach (var task in await open.Where(t => t.State == UserTaskState.Created && t.Candidates.Count == 0).Select(t => t.Id).ToListAsync(ct))
            scope.Find("task-for-nobody", task);
        var count = await db.Bookmarks.CountAsync(ct) + await db.Timers.CountAsync(ct) + await open.CountAsync(ct);
        scope.Look(count, count);
    }

    public static async Task CasesAsync(VerificationScope scope, CancellationToken ct)
    {
        var db = scope.Db;
        var alive = db.Instances.Where(i => i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled);
        foreach (var number in await db.Cases.Where(c => c.Status == CaseStatus.Running && !alive.Any(i => i.Id == c.InstanceId)).Select(c => c.Number).ToListAsync(ct))
            scope.Find("case-without-instance", number ?? "");

        var ended = Enum.GetValues<CaseStatus>().Where(CaseLifecycle.IsDeadEnd).ToArray();
        var asked = await db.Cases.Where(c => ended.Contains(c.Status) && db.UserTasks.Any(t => t.CaseId == c.Id && t.ClosedAt == null)).Select(c => c.Number).ToListAsync(ct);
        foreach (var number in asked) scope.Find("case-ended-with-task", number ?? "");

        var strangers = await db.Instances.Where(i => !db.Cases.Any(c => c.InstanceId == i.Id) && db.UserTasks.Any(t => t.InstanceId == i.Id && !db.Cases.Any(c => c.Id == t.CaseId))).Select(i => i.Id).ToListAsync(ct);
        foreach (var instance in strangers) scope.Find("instance-without-case", instance);
        var count = await db.Cases.CountAsync(ct);
        scope.Look(count, count);
    }
}
