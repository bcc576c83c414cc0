using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What became of a definition that a release has brought as a file.</summary>
public enum ReleaseOutcome
{
    /// <summary>It was there already, or has been offered before.</summary>
    Nothing,

    /// <summary>It is the latest version, a draft for an owner to look at.</summary>
    Drafted,

    /// <summary>An owner is at work on a draft of his own; it is kept beside that.</summary>
    Kept,
}

/// <summary>A definition as a release brings it.</summary>
/// <param name="Digest">SHA-256 of the file as it stands, by which it is known again without being read.</param>
public sealed record ReleaseFile(string Digest, WorkflowDefinition Definition);

/// <summary>
/// Definitions that come as files, against those that owners have made of earlier ones. The database wins: a changed file is offered
/// once, as a draft, and never takes the place of anything.
/// </summary>
public sealed class DefinitionReleases(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    /// <summary>Digests of the contents and of the files that releases have brought so far; none until the first filling is complete.</summary>
    public async Task<HashSet<string>> ReadDigestsAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. await db.ReadAsync($"SELECT content_hash FROM released_definitions", row => row.GetString(0), ct)];
    }

    /// <summary>These files have been taken in as they are, or offered.</summary>
    public Task<Result<int>> RecordAsync(IReadOnlyCollection<ReleaseFile> files, CancellationToken ct) =>
        queue.WriteAsync<int>(
            async (db, inner) =>
            {
                foreach (var (digest, definition) in files)
                {
                    await RecordAsync(db, definition.DefinitionId, DefinitionVersions.HashOf(definition), inner);
                    await RecordAsync(db, definition.DefinitionId, digest, inner);
                }

                return files.Count;
            },
            ct);

    public Task<Result<ReleaseOutcome>> OfferAsync(WorkflowDefinition file, CancellationToken ct) =>
        queue.WriteAsync<ReleaseOutcome>(
            async (db, inner) =>
            {
                var hash = DefinitionVersions.HashOf(file);
                if (!await RecordAsync(db, file.DefinitionId, hash, inner)) return ReleaseOutcome.Nothing;

                var versions = await DefinitionVersions.HoldAsync(db, file.DefinitionId, clock.GetUtcNow(), null, inner);
                if (versions.Rows.Exists(row => row.ContentHash == hash)) return ReleaseOutcome.Nothing;
                if (versions.Latest is { SealedAt: null } draft && !await IsFromReleaseAsync(db, draft, inner))
                {
                    await KeptDraftStore.KeepAsync(db, file, KeptDraftStore.Release, null, draft.CreatedAt, clock.GetUtcNow(), inner);
                    return ReleaseOutcome.Kept;
                }

                await versions.StoreAsync(file, inner);
                return ReleaseOutcome.Drafted;
            },
            ct);

    /// <summary>A draft of the release before this one that nobody has touched.</summary>
    private static Task<bool> IsFromReleaseAsync(StaffFlowsDbContext db, StoredDefinition draft, CancellationToken ct) =>
        db.ReleasedDefinitions.AnyAsync(r => r.DefinitionId == draft.DefinitionId && r.ContentHash == draft.ContentHash, ct);

    /// <summary>False where it was recorded before.</summary>
    private async Task<bool> RecordAsync(StaffFlowsDbContext db, string definitionId, string hash, CancellationToken ct)
    {
        if (await db.ReleasedDefinitions.AnyAsync(r => r.DefinitionId == definitionId && r.ContentHash == hash, ct)) return false;

        db.ReleasedDefinitions.Add(new() { DefinitionId = definitionId, ContentHash = hash, TakenAt = clock.GetUtcNow() });
        return true;
    }
}
