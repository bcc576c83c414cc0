using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.Features.Cases;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Persistence.Model;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Attachments;

/// <summary>Finds a file for whoever may read the field that names it, or has uploaded it for a case that is still to come.</summary>
internal sealed class DownloadAttachment(IDbContextFactory<StaffFlowsDbContext> databases, OfficeSnapshots office)
{
    public async Task<Result<Attachment>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var notFound = new Rejection(RejectionKind.NotFound, "not-found");
        if (await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } file) return notFound;

        var found = await db.Cases.AsNoTracking().VisibleTo(by).SingleOrDefaultAsync(c => c.Id == file.CaseId, ct);
        if (found is null) return file.UploaderId == by.PersonId && !await db.Cases.AnyAsync(c => c.Id == file.CaseId, ct) ? file : notFound;
        if (file.UploaderId == by.PersonId || found.Status is CaseStatus.Draft) return file;

        var tasks = await db.UserTasks.AsNoTracking().Where(t => t.CaseId == found.Id).ToListAsync(ct);
        var reading = FormReading.Of((await office.ReadAsync(ct)).FormAt(found.FormKey, found.FormVersion), found, tasks, by);
        return reading.Form.Fields.Any(f => f.Type is FieldType.Attachments && reading.MayRead(f) && AttachmentAdoption.IdsIn(found.Data, f.Key).Contains(id)) ? file : notFound;
    }
}
