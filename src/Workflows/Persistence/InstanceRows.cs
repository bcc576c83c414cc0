using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>One instance's own rows: its state, where it waits, its journal.</summary>
internal static class InstanceRows
{
    /// <summary>False where the instance is not at the version that the burst started from.</summary>
    public static async Task<bool> WriteAsync(IRows rows, CommitPart part, CancellationToken ct)
    {
        var row = Of(part.Instance, WorkflowInstanceJson.Write(part.Instance));
        if (!await (part.IsStart ? rows.BeginAsync(row, ct) : rows.MoveOnAsync(row, part.Commit.ExpectedVersion, ct))) return false;

        await WriteBookmarksAsync(rows, part, ct);
        if (part.Commit.Journal is { IsDefaultOrEmpty: false } journal)
            rows.Add(new StoredJournal { InstanceId = part.Instance.Id.Value, FromSequence = journal[0].Sequence, Json = JournalJson.Write(journal) });
        return true;
    }

    public static StoredInstance Of(WorkflowInstance instance, string state) => new()
    {
        Id = instance.Id.Value,
        DefinitionId = instance.DefinitionId,
        DefinitionVersionId = instance.DefinitionVersionId,
        DefinitionVersion = instance.DefinitionVersion,
        Version = instance.Version,
        SubStatus = instance.SubStatus,
        Name = instance.Name,
        CorrelationId = instance.CorrelationId,
        ParentInstanceId = instance.Parent?.InstanceId.Value,
        CreatedAt = instance.CreatedAt,
        UpdatedAt = instance.UpdatedAt,
        FinishedAt = instance.FinishedAt,
        IncidentCount = instance.Incidents.Length,
        State = state,
    };

    /// <summary>What has ended waits nowhere, whatever the burst said about its bookmarks.</summary>
    private static async Task WriteBookmarksAsync(IRows rows, CommitPart part, CancellationToken ct)
    {
        var instanceId = part.Instance.Id.Value;
        if (part.Instance.IsFinished)
        {
            if (part.IsStart) return;
            await rows.DeleteAsync(Belongings.BookmarksOfInstance, instanceId, ct);
            await rows.DeleteAsync(Belongings.TimersOfInstance, instanceId, ct);
            await rows.DeleteAsync(Belongings.RequestedTasksOfInstance, instanceId, ct);
            return;
        }

        foreach (var burned in part.Commit.Burned)
        {
            await rows.DeleteAsync(Belongings.Bookmark, burned.Id.Value, ct);
            if (burned.DueAt is not null) await rows.DeleteAsync(Belongings.TimerOfBookmark, burned.Id.Value, ct);
        }

        // One that goes on under another node id is among the burned and the created.
        var created = part.Commit.Created;
        foreach (var reported in part.Commit.Burned.ExceptBy(created.Select(b => b.Id), b => b.Id).Where(b => b.Name == RunTaskStimulus.Name))
            await rows.DeleteAsync(Belongings.RequestedTaskOfBookmark, reported.Hash, ct);

        foreach (var bookmark in created) Add(rows, instanceId, bookmark);
    }

    private static void Add(IRows rows, Guid instanceId, Bookmark bookmark)
    {
        rows.Add(new StoredBookmark
        {
            Id = bookmark.Id.Value,
            InstanceId = instanceId,
            ActivityExecutionId = bookmark.ActivityExecutionId.Value,
            Name = bookmark.Name,
            Hash = bookmark.Hash,
            NodeId = bookmark.NodeId,
            CreatedAt = bookmark.CreatedAt,
        });
        if (bookmark.DueAt is { } dueAt) rows.Add(new StoredTimer { BookmarkId = bookmark.Id.Value, InstanceId = instanceId, DueAt = dueAt });
    }
}
