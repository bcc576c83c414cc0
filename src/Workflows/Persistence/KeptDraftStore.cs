using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Workflows.Persistence;

/// <summary>
/// The drafts that found their place taken. Everybody has his own; what a release has brought is every owner's. Nobody's grow without
/// end: a new one of the same definition replaces the old, at most <see cref="MaxPerAuthor"/> stay, and none longer than <see cref="Kept"/>.
/// </summary>
public sealed class KeptDraftStore(IDbContextFactory<StaffFlowsDbContext> contexts, IWriteQueue queue, TimeProvider clock)
{
    public const int MaxPerAuthor = 20;

    /// <summary>The author of what comes with a release; it stays until somebody decides.</summary>
    public const string Release = "release";

    /// <summary>How long a person's draft stays.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <param name="meanwhile">The refusal (<see cref="DefinitionStore.ChangedMeanwhile"/>): who had saved, and when.</param>
    public Task KeepAsync(WorkflowDefinition draft, string authorId, Rejection meanwhile, CancellationToken ct) =>
        queue.WriteAsync<bool>(
            async (db, inner) =>
            {
                var changedAt = DateTimeOffset.Parse(meanwhile.Arguments[1], CultureInfo.InvariantCulture);
                await KeepAsync(db, draft, authorId, meanwhile.Arguments[0] is { Length: > 0 } person ? person : null, changedAt, clock.GetUtcNow(), inner);
                await EraseOldAsync(db, clock.GetUtcNow(), inner);
                return true;
            },
            ct);

    /// <summary>His own and what releases have brought, the newest first, without their content.</summary>
    public async Task<ImmutableArray<KeptDraft>> ReadAsync(string authorId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return
        [
            .. await Seen(db, authorId).AsNoTracking().OrderByDescending(d => d.KeptAt).ThenBy(d => d.DefinitionId)
                .Select(d => new KeptDraft
                {
                    Id = d.Id, DefinitionId = d.DefinitionId, AuthorId = d.AuthorId, Name = d.Name, KeptAt = d.KeptAt, ChangedById = d.ChangedById, ChangedAt = d.ChangedAt, Json = "",
                })
                .ToListAsync(ct),
        ];
    }

    /// <summary>How many <see cref="ReadAsync"/> would answer.</summary>
    public async Task<int> CountAsync(string authorId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Seen(db, authorId).CountAsync(ct);
    }

    /// <summary>Null where there is none, or it is somebody else's.</summary>
    public async Task<KeptDraft?> FindAsync(Guid id, string authorId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Seen(db, authorId).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct);
    }

    /// <exception cref="UnreadableRecordException">It is damaged.</exception>
    public static WorkflowDefinition Read(KeptDraft draft) => DefinitionVersions.ToDefinition(draft);

    /// <summary>Becomes the latest version, a draft; what was there before it stays in the history.</summary>
    public Task<Result<WorkflowDefinition>> TakeUpAsync(Guid id, string authorId, CancellationToken ct) =>
        queue.WriteAsync<WorkflowDefinition>(
            async (db, inner) =>
            {
                if (await Seen(db, authorId).SingleOrDefaultAsync(d => d.Id == id, inner) is not { } draft) return Unknown(id);

                var versions = await DefinitionVersions.HoldAsync(db, draft.DefinitionId, clock.GetUtcNow(), authorId, inner);
                var taken = DefinitionVersions.ToDefinition(await versions.AddUnlessLatestAsync(Read(draft), inner));
                db.KeptDrafts.Remove(draft);
                return taken;
            },
            ct);

    /// <summary>Answers its name.</summary>
    public Task<Result<string>> DropAsync(Guid id, string authorId, CancellationToken ct) =>
        queue.WriteAsync<string>(
            async (db, inner) =>
            {
                if (await Seen(db, authorId).SingleOrDefaultAsync(d => d.Id == id, inner) is not { } draft) return Unknown(id);

                db.KeptDrafts.Remove(draft);
                return draft.Name ?? draft.DefinitionId;
            },
            ct);

    internal static async Task KeepAsync(
        StaffFlowsDbContext db, WorkflowDefinition draft, string authorId, string? changedById, DateTimeOffset changedAt, DateTimeOffset now, CancellationToken ct)
    {
        var his = await db.KeptDrafts.Where(d => d.AuthorId == authorId).OrderByDescending(d => d.KeptAt).ThenByDescending(d => d.Id).ToListAsync(ct);
        var kept = his.Find(d => d.DefinitionId == draft.DefinitionId);
        if (kept is null)
        {
            if (authorId != Release) db.KeptDrafts.RemoveRange(his.Skip(MaxPerAuthor - 1));
            kept = new() { Id = Guid.CreateVersion7(), DefinitionId = draft.DefinitionId, AuthorId = authorId, KeptAt = now, ChangedAt = changedAt, Json = "" };
            db.KeptDrafts.Add(kept);
        }

        (kept.Name, kept.KeptAt, kept.ChangedById, kept.ChangedAt, kept.Json) = (draft.Name, now, changedById, changedAt, DefinitionVersions.TextOf(draft));
    }

    internal static Task<int> EraseOldAsync(StaffFlowsDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - Kept;
        return db.KeptDrafts.Where(d => d.AuthorId != Release && d.KeptAt < before).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<KeptDraft> Seen(StaffFlowsDbContext db, string authorId) => db.KeptDrafts.Where(d => d.AuthorId == authorId || d.AuthorId == Release);

    private static Rejection Unknown(Guid id) => new(RejectionKind.NotFound, "kept-draft-unknown", $"{id}");
}
