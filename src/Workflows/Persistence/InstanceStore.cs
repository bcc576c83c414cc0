using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Appliers;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Instances, and the one write of a burst with everything that it causes.</summary>
internal sealed class InstanceStore(
    IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, EffectAppliers appliers) : IWorkflowInstanceStore
{
    public async Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Instances.Where(i => i.Id == id.Value).Select(i => new { i.State, i.Version }).SingleOrDefaultAsync(ct);
        return row is null ? null : WorkflowInstanceJson.Read(row.State) with { Version = row.Version };
    }

    public async Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        var written = await queue.WriteAsync<bool>((db, inner) => WriteAsync(db, commit, inner), ct);
        return written.Rejection switch
        {
            null => new CommitResult.Committed(),
            { Kind: RejectionKind.Conflict } => new CommitResult.Conflict(),
            var rejection => new CommitResult.Refused(rejection),
        };
    }

    private async Task<Result<bool>> WriteAsync(StaffFlowsDbContext db, BurstCommit commit, CancellationToken ct)
    {
        var instance = commit.Instance with { Version = commit.ExpectedVersion + 1 };
        if (!await WriteInstanceAsync(db, instance, commit.ExpectedVersion, ct) || !await FactsStandAsync(db, commit, ct))
            return CommitScope.Conflict;
        await WriteBookmarksAsync(db, commit, ct);
        if (!commit.Journal.IsDefaultOrEmpty)
            db.Journal.Add(new() { InstanceId = instance.Id.Value, FromSequence = commit.Journal[0].Sequence, Json = JournalJson.Write(commit.Journal) });

        var scope = new CommitScope(db, instance, commit.Now);
        foreach (var effect in commit.Effects.Where(e => e is not RequestAnswered))
            if (await appliers.ApplyAsync(effect, scope, ct) is { } rejection)
                return rejection;
        await UserTaskApplier.CancelLeftOverAsync(scope, ct);
        await AuditChain.AppendAsync(db, commit.Now, scope.Audit, ct);
        await db.SaveChangesAsync(ct);

        foreach (var (opened, pattern) in scope.Opened)
            opened.Number = await CaseNumbers.AllotAsync(db, pattern, commit.Now, ct);
        foreach (var answered in commit.Effects.OfType<RequestAnswered>())
            if (await appliers.ApplyAsync(answered, scope, ct) is { } rejection)
                return rejection;
        return true;
    }

    /// <summary>False where the instance is not at the version that the burst started from.</summary>
    private static async Task<bool> WriteInstanceAsync(StaffFlowsDbContext db, WorkflowInstance instance, long expected, CancellationToken ct)
    {
        var state = WorkflowInstanceJson.Write(instance);
        if (expected > 0)
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

        if (await db.Instances.AnyAsync(i => i.Id == instance.Id.Value, ct)) return false;
        db.Instances.Add(new()
        {
            Id = instance.Id.Value,
            DefinitionId = instance.DefinitionId,
            DefinitionVersionId = instance.DefinitionVersionId,
            DefinitionVersion = instance.DefinitionVersion,
            Version = instance.Version,
            SubStatus = instance.SubStatus,
            Name = instance.Name,
            CorrelationId = instance.CorrelationId,
            CreatedAt = instance.CreatedAt,
            UpdatedAt = instance.UpdatedAt,
            FinishedAt = instance.FinishedAt,
            IncidentCount = instance.Incidents.Length,
            State = state,
        });
        return true;
    }

    /// <summary>Holds the facts in one order, so that two bursts about the same persons can't block each other.</summary>
    private static async Task<bool> FactsStandAsync(StaffFlowsDbContext db, BurstCommit commit, CancellationToken ct)
    {
        var read = commit.FactsRead.IsDefault ? [] : commit.FactsRead;
        foreach (var (key, version) in read.OrderBy(f => f.Key.ToString(), StringComparer.Ordinal))
            if (await db.HoldFactAsync(key, ct) != version)
                return false;
        return true;
    }

    private static async Task WriteBookmarksAsync(StaffFlowsDbContext db, BurstCommit commit, CancellationToken ct)
    {
        var burned = commit.Burned.Select(b => b.Id.Value).ToList();
        if (burned.Count > 0)
        {
            await db.Bookmarks.Where(b => burned.Contains(b.Id)).ExecuteDeleteAsync(ct);
            await db.Timers.Where(t => burned.Contains(t.BookmarkId)).ExecuteDeleteAsync(ct);
        }

        // One that goes on under another node id is among both.
        var created = commit.Created;
        db.Bookmarks.AddRange(created.Select(b => new StoredBookmark
        {
            Id = b.Id.Value,
            InstanceId = commit.Instance.Id.Value,
            ActivityExecutionId = b.ActivityExecutionId.Value,
            Name = b.Name,
            Hash = b.Hash,
            NodeId = b.NodeId,
            CreatedAt = b.CreatedAt,
        }));
        db.Timers.AddRange(created.Where(b => b.DueAt is not null).Select(b => new StoredTimer
        {
            BookmarkId = b.Id.Value,
            InstanceId = commit.Instance.Id.Value,
            DueAt = b.DueAt!.Value,
        }));
    }
}
