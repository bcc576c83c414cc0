using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

/// <param name="Type">Media type as sniffed from the content.</param>
internal sealed record UploadedAttachment(Guid Id, string Name, long Size, string Type);

/// <summary>Stores a file for a case that is still to come, a draft, or a step: the form that names its id takes it over.</summary>
internal sealed class UploadAttachment(IDbContextFactory<StaffFlowsDbContext> databases, AttachmentStore store)
{
    /// <summary>10 MB.</summary>
    public const int MaxSize = 10 * 1024 * 1024;

    /// <param name="caseId">The draft or case it is meant for, or a fresh id where neither exists yet.</param>
    public async Task<Result<UploadedAttachment>> ExecuteAsync(Viewer by, Guid caseId, string name, Stream content, CancellationToken ct)
    {
        var read = await ReceivedFile.ReadAsync(name, content, ct);
        if (read.Rejection is { } refused) return refused;
        if (!await MayAddAsync(by, caseId, ct)) return new Rejection(RejectionKind.NotFound, "not-found");

        var added = await store.AddAsync(new(caseId, by.PersonId, read.Value!.Name, read.Value.MediaType, read.Value.Content), ct);
        return added is { Rejection: { } rejection }
            ? rejection
            : new UploadedAttachment(added.Value!.Id, added.Value.Name, added.Value.Size, added.Value.ContentType);
    }

    /// <summary>His own draft, a case in which he has an open task, or an id that is not taken.</summary>
    private async Task<bool> MayAddAsync(Viewer by, Guid caseId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Cases.AsNoTracking().Where(c => c.Id == caseId).Select(c => new { c.ApplicantId, c.SubmittedAt }).SingleOrDefaultAsync(ct);
        if (found is null) return true;
        if (found.SubmittedAt is null) return found.ApplicantId == by.PersonId;

        return await db.UserTasks.AnyAsync(
            t => t.CaseId == caseId && t.ClosedAt == null && (t.AssigneeId == by.PersonId || t.Candidates.Any(c => c.PersonId == by.PersonId)), ct);
    }
}
