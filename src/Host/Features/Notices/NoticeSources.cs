using Microsoft.EntityFrameworkCore;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Host.Features.Notices;

/// <summary>What an objection is about.</summary>
internal sealed record NoticeSource(Guid CaseId, string Number, Notice Notice, string ProfileKey, int ProfileVersion);

/// <summary>The cases behind notices and objections, for those who take objections.</summary>
internal sealed class NoticeSources(IDbContextFactory<StaffFlowsDbContext> databases)
{
    /// <summary>Null where nothing of that id hangs.</summary>
    public async Task<NoticeSource?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Publicities.AsNoTracking().Where(p => p.CaseId == id && p.PublishedAt != null)
            .Join(db.Cases, p => p.CaseId, c => c.Id, (publicity, c) => new { publicity, c.Number, c.ProfileKey, c.ProfileVersion }).SingleOrDefaultAsync(ct);
        return found is { Number: { } number } && found.publicity.IsReadable()
            ? new(id, number, Notice.FromJson(found.publicity.Notice), found.ProfileKey, found.ProfileVersion)
            : null;
    }

    public async Task<bool> IsCaseAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Cases.AnyAsync(c => c.Id == id, ct);
    }

    public async Task<string> NumberOfAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await db.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync(ct))!;
    }
}
