using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Instances, and the one write of a burst with everything that it causes.</summary>
/// <param name="rows">The database below EF; null where the provider has none, and everything goes through EF.</param>
internal sealed class InstanceStore(
    IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, CommitWriter writer, BurstLoads loads, Tables tables,
    OfficeSnapshots offices, RememberedFacts remembered, IRowDatabase? rows = null) : IWorkflowInstanceStore
{
    public async Task<WorkflowInstance?> FindAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Instances.Where(i => i.Id == id.Value).Select(i => new { i.State, i.Version }).SingleOrDefaultAsync(ct);
        return row is null ? null : WorkflowInstanceJson.Read(row.State) with { Version = row.Version };
    }

    public async Task<LoadedInstance?> LoadAsync(WorkflowInstanceId id, CancellationToken ct)
    {
        if (rows is not null) return await loads.LoadInstanceAsync(rows, id, ct);
        return await FindAsync(id, ct) is { } instance ? LoadedInstance.Of(instance) : null;
    }

    /// <summary>In one batch where everything that the burst causes can be written so, else with EF in a transaction.</summary>
    public async Task<CommitResult> CommitAsync(BurstCommit commit, CancellationToken ct)
    {
        var parts = CommitPart.StartersFirst(commit);
        var rejection = rows is not null && parts is [var only] && CommitWriter.CanBeBatched(only)
            ? await WriteBatchAsync(rows, commit, parts, ct)
            : await WriteWithContextAsync(parts, ct);
        return rejection switch
        {
            null => new CommitResult.Committed(),
            { Kind: RejectionKind.Conflict } => new CommitResult.Conflict(),
            _ => new CommitResult.Refused(rejection),
        };
    }

    private async Task<Rejection?> WriteWithContextAsync(ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var written = await queue.WriteAsync<ContextRows>(async (db, inner) =>
        {
            var context = new ContextRows(db);
            return await writer.WriteAsync(context, parts, inner) is { } refused ? refused : context;
        }, ct);
        if (written.Value is { } moving) remembered.Forget(moving.Moved);
        return written.Rejection;
    }

    private async Task<Rejection?> WriteBatchAsync(IRowDatabase database, BurstCommit commit, ImmutableArray<CommitPart> parts, CancellationToken ct)
    {
        var loaded = (commit.Loaded as ILoadedRows)?.Beside;
        var batch = new RowBatch(database, tables, offices, loaded?.Known ?? new(), loaded?.Office);
        if (await writer.WriteAsync(batch, parts, ct) is { } refused) return refused;
        if (await database.WriteAsync(batch.Statements(), ct) is { } lost) return lost;

        remembered.Forget(batch.Moved);
        loaded?.IsWritten();
        return null;
    }
}
