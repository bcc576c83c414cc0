using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>Throws a draft away, with its files.</summary>
internal sealed class DeleteDraft(IWriteQueue writes)
{
    public async Task<Rejection?> ExecuteAsync(Guid id, Viewer by, CancellationToken ct) =>
        (await writes.WriteAsync<bool>(async (db, token) =>
        {
            var gone = await db.Cases.Where(c => c.Id == id && c.ApplicantId == by.PersonId && c.Status == CaseStatus.Draft).ExecuteDeleteAsync(token);
            if (gone == 0) return new Rejection(RejectionKind.NotFound, "not-found");
            await db.AttachmentChunks.Where(c => db.Attachments.Any(a => a.Id == c.AttachmentId && a.CaseId == id)).ExecuteDeleteAsync(token);
            await db.Attachments.Where(a => a.CaseId == id).ExecuteDeleteAsync(token);
            return true;
        }, ct)).Rejection;
}
