using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Api;
using StaffFlows.Host.Features.Procedures;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>The applicant takes a running application back: whoever was asked is asked no more, what was reserved is given back.</summary>
internal sealed class WithdrawCase(IDbContextFactory<StaffFlowsDbContext> databases, IWorkflowRuntime runtime, ProcedureCatalogue procedures)
{
    public const int MaxReason = 500;

    public async Task<Result<CaseAnswer>> ExecuteAsync(Guid id, string? reason, Viewer by, RequestKey? key, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await CaseAnswer.FindAsync(db, key, ct) is { } answered) return answered;

        var found = await db.Cases.AsNoTracking().VisibleTo(by).Where(c => c.Id == id)
            .Select(c => new { c.Status, c.ApplicantId, c.InstanceId, c.Procedure }).SingleOrDefaultAsync(ct);
        if (found is null) return new Rejection(RejectionKind.NotFound, "not-found");
        if (found.ApplicantId != by.PersonId) return new Rejection(RejectionKind.Forbidden, "not-your-case");
        if (await procedures.FindAsync(found.Procedure, ct) is { Settings.IsWithdrawable: false }) return new Rejection(RejectionKind.Forbidden, "case-not-withdrawable");
        if (found is not { Status: CaseStatus.Running, InstanceId: { } instance }) return new Rejection(RejectionKind.InvalidState, "case-closed");
        if (reason?.Length > MaxReason)
            return new Rejection(RejectionKind.Invalid, "text-too-long", $"{MaxReason}") { Fields = [new("reason", "text-too-long", $"{MaxReason}")] };

        var cancel = new CancelWorkflow(
            new WorkflowInstanceId(instance),
            [
                new CaseStatusChanged(id, CaseStatus.Withdrawn, by.PersonId, reason),
                .. key.Answering(id),
            ]);
        return await runtime.CancelAsync(cancel, ct) switch
        {
            BurstOutcome.Committed => await CaseAnswer.ReadAsync(db, id, key, ct),
            BurstOutcome.Refused refused => await CaseAnswer.FindAsync(db, key, ct) ?? await WhyAsync(db, id, refused.Rejection, ct),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Somebody may have ended it a moment before.</summary>
    private static async Task<Rejection> WhyAsync(StaffFlowsDbContext db, Guid id, Rejection refused, CancellationToken ct) =>
        await db.Cases.AnyAsync(c => c.Id == id && c.Status == CaseStatus.Running, ct) ? refused : new(RejectionKind.InvalidState, "case-closed");
}
