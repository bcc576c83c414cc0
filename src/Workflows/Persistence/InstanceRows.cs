using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>One instance's own rows: its state, where it waits, its journal.</summary>
internal static class InstanceRows
{
    /// <summary>False where the instance is not at the version that the burst started from.</summary>
    public static async Task<bool> WriteAsync(StaffFlowsDbContext db, CommitPart part, CancellationToken ct)
    {
        if (!(part.IsStart ? await AddAsync(db, part.Instance, ct) : await UpdateAsync(db, part, ct))) return false;

        await WriteBookmarksAsync(db, part, ct);
        if (part.Commit.Journal is { IsDefaultOrEmpty: false } journal)
            db.Journal.Add(new() { InstanceId = part.Instance.Id.Value, FromSequence = journal[0].Sequence, Json = JournalJson.Write(journal) });
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

    private static async Task<bool> AddAsync(StaffFlowsDbContext db, WorkflowInstance instance, CancellationToken ct)
    {
        if (await db.Instances.AnyAsync(i => i.Id == instance.Id.Value, ct)) return false;

        db.Instances.Add(Of(instance, WorkflowInstanceJson.Write(instance)));
        return true;
    }

    private static async Task<bool> UpdateAsync(StaffFlowsDbContext db, CommitPart part, CancellationToken ct)
    {
        var (instance, expected) = (part.Instance, part.Commit.ExpectedVersion);
        var state = WorkflowInstanceJson.Write(instance);
        return await db.Instances.Where(i => i.Id == instance.Id.Value && i.Version == expected).ExecuteUpdateAsync(
            set => set
                .SetProperty(i => i.DefinitionVersionId, instance.DefinitionVersionId)
                .SetProperty(i => i.DefinitionVersion, instance.DefinitionVersion)
                .SetProperty(i => i.Version, instance.Version)
                .SetProperty(i => i.SubStatus, instance.SubStatus)
                .SetProperty(i => i.Name, instance.Name)
                .SetProperty(i => i.CorrelationId, instance.CorrelationId)
                .SetProperty(i => i.UpdatedAt, instance.UpdatedAt)
                .SetProperty(i => i.FinishedAt, instance.FinishedAt)
                .SetProperty(i => i.IncidentCount, instance.Incidents.Length)
                .SetProperty(i => i.State, state),
            ct) == 1;
    }

    /// <summary>What has ended waits nowhere, whatever the burst said about its bookmarks.</summary>
    private static async Task WriteBookmarksAsync(StaffFlowsDbContext db, CommitPart part, CancellationToken ct)
    {
        var instanceId = part.Instance.Id.Value;
        if (part.Instance.IsFinished)
        {
            if (part.IsStart) return;
            await db.Bookmarks.Where(b => b.InstanceId == instanceId).ExecuteDeleteAsync(ct);
            await db.Timers.Where(t => t.InstanceId == instanceId).ExecuteDeleteAsync(ct);
            await db.RequestedTasks.Where(t => t.InstanceId == instanceId).ExecuteDeleteAsync(ct);
            return;
        }

        var burned = part.Commit.Burned.Select(b => b.Id.Value).ToList();
        if (burned.Count > 0)
        {
            await db.Bookmarks.Where(b => burned.Contains(b.Id)).ExecuteDeleteAsync(ct);
            await db.Timers.Where(t => burned.Contains(t.BookmarkId)).ExecuteDeleteAsync(ct);
        }

        var reported = part.Commit.Burned.Where(b => b.Name == RunTaskStimulus.Name).Select(b => b.Hash).ToList();
        if (reported.Count > 0) await db.RequestedTasks.Where(t => reported.Contains(t.BookmarkHash)).ExecuteDeleteAsync(ct);

        var created = part.Commit.Created.Where(b => !burned.Contains(b.Id.Value)).ToImmutableArray();
        db.Bookmarks.AddRange(created.Select(b => new StoredBookmark
        {
            Id = b.Id.Value,
            InstanceId = instanceId,
            ActivityExecutionId = b.ActivityExecutionId.Value,
            Name = b.Name,
            Hash = b.Hash,
            NodeId = b.NodeId,
            CreatedAt = b.CreatedAt,
        }));
        db.Timers.AddRange(created.Where(b => b.DueAt is not null).Select(b => new StoredTimer
        {
            BookmarkId = b.Id.Value,
            InstanceId = instanceId,
            DueAt = b.DueAt!.Value,
        }));
    }
}
