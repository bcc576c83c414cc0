using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>Keeps test runs, each in a row of its own and guarded by a version.</summary>
public sealed class TestRunStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue)
{
    public async Task<StoredTestRun?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.TestRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
    }

    public Task<Result<bool>> AddAsync(StoredTestRun row, CancellationToken ct) => queue.WriteAsync<bool>(
        (db, _) =>
        {
            db.TestRuns.Add(row);
            return Task.FromResult<Result<bool>>(true);
        },
        ct);

    /// <summary>Refused (kind Conflict) where it is no longer at the version that it was read at, or gone.</summary>
    public Task<Result<bool>> SaveAsync(StoredTestRun row, long readAt, CancellationToken ct) => queue.WriteAsync<bool>(
        (db, _) =>
        {
            row.Version = readAt + 1;
            db.TestRuns.Update(row).Property(r => r.Version).OriginalValue = readAt;
            return Task.FromResult<Result<bool>>(true);
        },
        ct);

    /// <summary>False where it is gone already.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken ct) =>
        (await queue.WriteAsync<bool>(async (db, inner) => await db.TestRuns.Where(r => r.Id == id).ExecuteDeleteAsync(inner) > 0, ct)).Value;
}
