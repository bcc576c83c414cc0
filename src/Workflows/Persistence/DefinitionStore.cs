using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>One line of a definition's history.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="IsDraft">Its content may still change.</param>
public sealed record DefinitionVersion(
    string Id, string DefinitionId, int Version, string? Name, DateTimeOffset CreatedAt, bool IsLatest, bool IsPublished, bool IsDraft);

/// <summary>How somebody publishes who has looked at it before.</summary>
/// <param name="SeenRevision">What he looked at; published is that or nothing. Null where that doesn't matter.</param>
/// <param name="Note">Why, in his words; kept with the publication.</param>
public sealed record Publication(string? SeenRevision, string? Note);

/// <summary>
/// Definitions in all their versions: one is the latest, at most one is published, published ones never change. What runs stays on
/// its version whatever happens to the others.
/// </summary>
/// <param name="clock">Business time, by which schedules are due.</param>
public sealed partial class DefinitionStore(
    IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, ActivityCatalog catalog, TimeProvider clock) : IWorkflowDefinitionStore
{
    /// <summary>The rejection's code where somebody else has saved since.</summary>
    public const string ChangedMeanwhile = "definition-changed-meanwhile";

    /// <summary>Called after a version was published; it may have schedules that the pump of this node should look at.</summary>
    public Action? OnPublished { get; set; }

    /// <summary>The same for the same content, whatever its version and whether it is published.</summary>
    public static string RevisionOf(WorkflowDefinition definition) => DefinitionVersions.HashOf(definition);

    /// <exception cref="FormatException">What is stored is no definition.</exception>
    public static WorkflowDefinition Read(StoredDefinition row) => DefinitionVersions.ToDefinition(row);

    /// <summary>Null where what is stored is no definition.</summary>
    public static WorkflowDefinition? TryRead(StoredDefinition row) => DefinitionVersions.TryRead(row);

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.Id == definitionVersionId), ct);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.DefinitionId == definitionId && d.IsPublished), ct);

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) =>
        FindAsync(definitions => definitions.Where(d => d.DefinitionId == definitionId && d.IsLatest), ct);

    /// <summary>All published definitions that can be read, by id; one that is damaged does not keep the others from anybody.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> ReadPublishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Definitions.AsNoTracking().Where(d => d.IsPublished).OrderBy(d => d.DefinitionId).ToListAsync(ct);
        return [.. rows.Select(DefinitionVersions.TryRead).OfType<WorkflowDefinition>()];
    }

    /// <summary>Whether anything is published, readable or not.</summary>
    public async Task<bool> HasPublishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Definitions.AnyAsync(d => d.IsPublished, ct);
    }

    /// <summary>A definition's versions, newest first.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> ReadVersionsAsync(string definitionId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Definitions.Where(d => d.DefinitionId == definitionId).OrderByDescending(d => d.Version)
            .Select(d => new DefinitionVersion(d.Id, d.DefinitionId, d.Version, d.Name, d.CreatedAt, d.IsLatest, d.IsPublished, d.SealedAt == null))
            .ToListAsync(ct);
    }

    /// <summary>
    /// Takes a definition in. The same content as the latest version changes nothing; a latest version that was never
    /// published is replaced; otherwise it becomes version n+1.
    /// </summary>
    /// <param name="publish">Publishes it as well, also where the content was there already.</param>
    /// <param name="madeFrom">
    /// The revision that the author had before him; null where that doesn't matter. Where the latest version has become another one since,
    /// it is refused (<see cref="ChangedMeanwhile"/>, kind Conflict), with who changed it and when.
    /// </param>
    /// <param name="note">Kept with the publication.</param>
    public Task<Result<WorkflowDefinition>> ImportAsync(WorkflowDefinition definition, bool publish, string? actorId, CancellationToken ct, string? madeFrom = null, string? note = null) =>
        ChangeAsync(
            definition.DefinitionId, actorId, async (versions, inner) =>
            {
                if (await versions.FindChangeSinceAsync(madeFrom, definition, inner) is { } meanwhile) return meanwhile;
                var isSame = versions.Latest?.ContentHash == DefinitionVersions.HashOf(definition);
                var stored = isSame ? versions.Latest! : await versions.StoreAsync(definition, inner);
                if (publish) await versions.PublishAsync(stored, catalog, note, inner);
                return stored;
            },
            ct);

    /// <summary>
    /// Saves what somebody works on. Over a draft it is written in place, unless instances were started from that; over a version
    /// that can't change any more it becomes the draft n+1, and what is published stays published.
    /// </summary>
    public Task<Result<WorkflowDefinition>> SaveDraftAsync(WorkflowDefinition definition, string? actorId, CancellationToken ct) =>
        ImportAsync(definition, publish: false, actorId, ct);

    /// <summary>The latest version becomes the published one, and its triggers the only ones; what runs stays on its own.</summary>
    /// <param name="publication">Refused (<see cref="ChangedMeanwhile"/>, kind Conflict) where the latest version is no longer what he looked at.</param>
    public Task<Result<WorkflowDefinition>> PublishAsync(string definitionId, string? actorId, CancellationToken ct, Publication? publication = null) =>
        ChangeAsync(
            definitionId, actorId, async (versions, inner) =>
            {
                if (versions.Latest is not { } latest) return Unknown(definitionId);
                if (await versions.FindChangeSinceAsync(publication?.SeenRevision, null, inner) is { } meanwhile) return meanwhile;
                await versions.PublishAsync(latest, catalog, publication?.Note, inner);
                return latest;
            },
            ct);

    /// <summary>Nothing starts from it any more; what runs goes on.</summary>
    public Task<Result<WorkflowDefinition>> RetractAsync(string definitionId, string? actorId, CancellationToken ct) =>
        ChangeAsync(
            definitionId, actorId, async (versions, inner) =>
            {
                if (versions.Rows.Count == 0) return Unknown(definitionId);
                if (versions.Published is not { } published) return new Rejection(RejectionKind.InvalidState, "definition-not-published", definitionId);
                await versions.RetractAsync(published, inner);
                return published;
            },
            ct);

    /// <summary>An old version's content becomes the newest draft; nothing is published by it.</summary>
    public Task<Result<WorkflowDefinition>> RevertAsync(string definitionId, int version, string? actorId, CancellationToken ct) =>
        ChangeAsync(
            definitionId, actorId, async (versions, inner) =>
                versions.Rows.Find(row => row.Version == version) is { } old ? await versions.RevertAsync(old, inner) : Unknown(definitionId),
            ct);

    /// <summary>Removes one version; the newest that is left becomes the latest. Refused (<c>definition-in-use</c>, with their number) while instances need it.</summary>
    public Task<Result<WorkflowDefinition>> DeleteVersionAsync(string definitionId, int version, string? actorId, CancellationToken ct) =>
        ChangeAsync(
            definitionId, actorId, async (versions, inner) =>
            {
                if (versions.Rows.Find(row => row.Version == version) is not { } old) return Unknown(definitionId);
                return await versions.DeleteAsync([old], inner) is { } rejection ? rejection : old;
            },
            ct);

    /// <summary>Removes a definition with all versions. Refused (<c>definition-in-use</c>, with their number) while instances need one.</summary>
    public Task<Result<WorkflowDefinition>> DeleteAsync(string definitionId, string? actorId, CancellationToken ct) =>
        ChangeAsync(
            definitionId, actorId, async (versions, inner) =>
            {
                if (versions.Latest is not { } latest) return Unknown(definitionId);
                return await versions.DeleteAsync([.. versions.Rows], inner) is { } rejection ? rejection : latest;
            },
            ct);

    private static Rejection Unknown(string definitionId) => new(RejectionKind.NotFound, "definition-unknown", definitionId);

    private async Task<Result<WorkflowDefinition>> ChangeAsync(
        string definitionId, string? actorId, Func<DefinitionVersions, CancellationToken, Task<Result<StoredDefinition>>> change, CancellationToken ct)
    {
        try
        {
            var written = await queue.WriteAsync<WorkflowDefinition>(
                async (db, inner) =>
                {
                    var changed = await change(await DefinitionVersions.HoldAsync(db, definitionId, clock.GetUtcNow(), actorId, inner), inner);
                    return changed.Rejection is { } rejection ? rejection : DefinitionVersions.ToDefinition(changed.Value!);
                },
                ct);
            if (written.Value is { IsPublished: true }) OnPublished?.Invoke();
            return written;
        }
        catch (FormatException unreadable)
        {
            return new Rejection(RejectionKind.Invalid, "definition-invalid", unreadable.Message);
        }
    }

    private async Task<WorkflowDefinition?> FindAsync(
        Func<IQueryable<StoredDefinition>, IQueryable<StoredDefinition>> which, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await which(db.Definitions.AsNoTracking()).SingleOrDefaultAsync(ct) is { } row ? DefinitionVersions.ToDefinition(row) : null;
    }
}
