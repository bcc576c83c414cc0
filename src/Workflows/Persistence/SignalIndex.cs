using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Finds what a stimulus meets: bookmarks of running instances, and triggers of published definitions.</summary>
internal sealed class SignalIndex(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue) : IBookmarkIndex, ITriggerStore
{
    public async Task<ImmutableArray<BookmarkEntry>> FindAsync(
        string hash, WorkflowInstanceId? instanceId, string? correlationId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var bookmarks = db.Bookmarks.Where(b => b.Hash == hash);
        if (instanceId is { } id) bookmarks = bookmarks.Where(b => b.InstanceId == id.Value);
        var instances = db.Instances.Running();
        if (correlationId is not null) instances = instances.Where(i => i.CorrelationId == correlationId);

        var found = await bookmarks.Join(instances, b => b.InstanceId, i => i.Id, (b, i) => b)
            .OrderBy(b => b.CreatedAt).ThenBy(b => b.Id)
            .Select(b => new { b.InstanceId, b.Id })
            .ToListAsync(ct);
        return [.. found.Select(b => new BookmarkEntry(new(b.InstanceId), new(b.Id)))];
    }

    /// <summary>By definition, so that the same stimulus starts them in the same order every time.</summary>
    public async Task<ImmutableArray<Trigger>> FindByHashAsync(string hash, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Triggers.AsNoTracking().Where(t => t.Hash == hash).OrderBy(t => t.DefinitionId).ThenBy(t => t.NodeId).ToListAsync(ct);
        return [.. rows.Select(row => row.ToTrigger())];
    }

    public async Task<Trigger?> FindAsync(Guid triggerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Triggers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == triggerId, ct))?.ToTrigger();
    }

    public async Task<bool> MoveOnAsync(TriggerFired fired, CancellationToken ct) =>
        (await queue.WriteAsync<bool>(async (db, inner) => await TriggerRows.MoveOnAsync(db, fired, inner), ct)).Value;
}
