using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.Persistence.Rows;

namespace StaffFlows.Workflows.Persistence;

/// <summary>A version that starts take.</summary>
/// <param name="Id">Of the version.</param>
public sealed record PublishedVersion(string Id, string DefinitionId, int Version)
{
    /// <summary>All of them.</summary>
    public static Task<List<PublishedVersion>> ReadAsync(StaffFlowsDbContext db, CancellationToken ct) =>
        db.ReadAsync($"SELECT id, definition_id, version FROM workflow_definitions WHERE is_published = {true}", Read, ct);

    /// <summary>From id, definition and number.</summary>
    internal static PublishedVersion Read(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetInt32(2));
}

/// <summary>Everything that a submission needs, of about one moment.</summary>
/// <param name="Office">As of this load.</param>
/// <param name="Draft">The row that becomes the case; null where there is none.</param>
/// <param name="Answered">What the request was answered with before.</param>
/// <param name="Published">All of them.</param>
/// <param name="Rows">For the first attempt of the burst; null where the runtime reads for itself.</param>
public sealed record StartLoad(OfficeSnapshot Office, Case? Draft, AnsweredRequest? Answered, IReadOnlyList<PublishedVersion> Published, LoadedStart? Rows);

/// <summary>Reads what a start needs: in one round trip where the provider can.</summary>
public sealed class StartLoads
{
    private readonly IDbContextFactory<StaffFlowsDbContext> contexts;
    private readonly OfficeSnapshots offices;
    private readonly BurstLoads loads;
    private readonly IRowDatabase? rows;

    internal StartLoads(IDbContextFactory<StaffFlowsDbContext> contexts, OfficeSnapshots offices, BurstLoads loads, IRowDatabase? rows) =>
        (this.contexts, this.offices, this.loads, this.rows) = (contexts, offices, loads, rows);

    /// <param name="isDraft">Whether the case is there already, as a draft; else its id is a new one.</param>
    /// <param name="request">Person and key of the request, for a first answer; null where it has no key.</param>
    public Task<StartLoad> LoadAsync(Guid caseId, bool isDraft, (string UserId, string Key)? request, CancellationToken ct) =>
        rows is null ? LoadWithContextAsync(caseId, isDraft, request, ct) : loads.LoadStartAsync(rows, caseId, isDraft, request, ct);

    private async Task<StartLoad> LoadWithContextAsync(Guid caseId, bool isDraft, (string UserId, string Key)? request, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var answered = request is var (userId, key)
            ? await db.AnsweredRequests.AsNoTracking().SingleOrDefaultAsync(r => r.UserId == userId && r.Key == key, ct)
            : null;
        var draft = isDraft ? await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, ct) : null;
        var published = await PublishedVersion.ReadAsync(db, ct);
        return new(await offices.ReadAsync(ct), draft, answered, published, null);
    }
}
