using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence.Verification;

/// <summary>Every instance that is not over can be read, has its definition, and waits for what the rows say.</summary>
internal static class InstanceCheck
{
    /// <summary>Databases keep microseconds.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    public static async Task RunAsync(VerificationScope scope, CancellationToken ct)
    {
        var db = scope.Db;
        var definitions = (await db.Definitions.Select(d => d.Id).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var ids = await db.Instances.Where(i => i.SubStatus != WorkflowSubStatus.Finished && i.SubStatus != WorkflowSubStatus.Cancelled)
            .OrderBy(i => i.CreatedAt).Select(i => i.Id).ToListAsync(ct);
        var done = 0;
        foreach (var batch in ids.Chunk(VerificationScope.Batch))
        {
            var rows = await ReadAsync(scope, batch, ct);
            var bookmarks = (await db.Bookmarks.AsNoTracking().Where(b => batch.Contains(b.InstanceId)).ToListAsync(ct)).ToLookup(b => b.InstanceId, b => b.Id);
            var timers = (await db.Timers.AsNoTracking().Where(t => batch.Contains(t.InstanceId)).ToListAsync(ct)).ToLookup(t => t.InstanceId);
            var tasks = (await db.UserTasks.Where(t => batch.Contains(t.InstanceId) && t.ClosedAt == null).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
            foreach (var row in rows)
            {
                if (!definitions.Contains(row.DefinitionVersionId)) scope.Find("definition-missing", row.Id.ToString("N"), row.DefinitionVersionId);
                if (Parse(scope, row) is { } instance) Compare(scope, instance, [.. bookmarks[row.Id]], [.. timers[row.Id]], tasks);
            }

            scope.Look(done += batch.Length, ids.Count);
        }
    }

    /// <summary>A batch at once; where one of it can't be decrypted, one by one.</summary>
    private static async Task<List<StoredInstance>> ReadAsync(VerificationScope scope, Guid[] batch, CancellationToken ct)
    {
        try
        {
            return await scope.Db.Instances.AsNoTracking().Where(i => batch.Contains(i.Id)).ToListAsync(ct);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            if (batch is not [var only])
            {
                var rows = new List<StoredInstance>();
                foreach (var id in batch) rows.AddRange(await ReadAsync(scope, [id], ct));
                return rows;
            }

            scope.Find("instance-unreadable", only);
            return [];
        }
    }

    private static WorkflowInstance? Parse(VerificationScope scope, StoredInstance row)
    {
        try
        {
            var instance = WorkflowInstanceJson.Read(row.State);
            var isSame = instance.Id.Value == row.Id && instance.DefinitionVersionId == row.DefinitionVersionId && instance.SubStatus == row.SubStatus;
            if (isSame) return instance;

            scope.Find("instance-differs", row.Id);
        }
        catch (FormatException)
        {
            scope.Find("instance-unreadable", row.Id);
        }

        return null;
    }

    private static void Compare(VerificationScope scope, WorkflowInstance instance, HashSet<Guid> bookmarks, StoredTimer[] timers, HashSet<Guid> tasks)
    {
        var id = instance.Id.Value.ToString("N");
        if (instance is { SubStatus: WorkflowSubStatus.Suspended, Bookmarks.IsEmpty: true }) scope.Find("waits-for-nothing", id);

        var due = timers.ToDictionary(t => t.BookmarkId, t => t.DueAt);
        foreach (var bookmark in instance.Bookmarks)
        {
            if (!bookmarks.Remove(bookmark.Id.Value)) scope.Find("bookmark-missing", id, bookmark.NodeId);
            if (bookmark.DueAt is { } at && !(due.Remove(bookmark.Id.Value, out var stored) && (stored - at).Duration() < Grain))
                scope.Find("timer-missing", id, bookmark.NodeId);
            if (TaskOf(bookmark) is { } task && !tasks.Contains(task)) scope.Find("task-missing", id, bookmark.NodeId);
        }

        foreach (var left in bookmarks) scope.Find("bookmark-orphan", id, left.ToString("N"));
        foreach (var left in due.Keys) scope.Find("timer-orphan", id, left.ToString("N"));
    }

    /// <summary>The task that a bookmark waits for; null where it waits for something else.</summary>
    private static Guid? TaskOf(Bookmark bookmark) =>
        bookmark.Payload is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("TaskId", out var task) && task.TryGetGuid(out var id)
            ? id
            : null;

    private static bool IsUnreadable(Exception failure) => failure is CryptographicException or FormatException;
}
