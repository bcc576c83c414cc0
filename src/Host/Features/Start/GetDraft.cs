using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Start;

/// <summary>One of the viewer's own drafts.</summary>
internal sealed class GetDraft(IDbContextFactory<StaffFlowsDbContext> databases)
{
    public async Task<Result<Case>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var draft = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.ApplicantId == by.PersonId && c.Status == CaseStatus.Draft, ct);
        return draft is null ? new Rejection(RejectionKind.NotFound, "not-found") : draft;
    }
}
