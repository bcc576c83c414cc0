using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>A stored file and its bytes.</summary>
internal sealed record StoredFile(Attachment About, byte[] Content);

/// <summary>Hands a file to whoever may see its case, or has uploaded it for one that is still to come.</summary>
internal sealed class DownloadAttachment(IDbContextFactory<StaffFlowsDbContext> databases)
{
    public async Task<Result<StoredFile>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var about = await db.Attachments.AsNoTracking()
            .Where(a => a.Id == id)
            .Where(a => db.Cases.VisibleTo(by).Any(c => c.Id == a.CaseId)
                || (a.UploaderId == by.PersonId && !db.Cases.Any(c => c.Id == a.CaseId)))
            .SingleOrDefaultAsync(ct);
        if (about is null) return new Rejection(RejectionKind.NotFound, "not-found");

        var chunks = await db.AttachmentChunks.AsNoTracking().Where(c => c.AttachmentId == id).OrderBy(c => c.Index).ToListAsync(ct);
        return new StoredFile(about, [.. chunks.SelectMany(c => c.Content)]);
    }
}
