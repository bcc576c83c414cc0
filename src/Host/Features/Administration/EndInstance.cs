using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Administration;

/// <summary>
/// An administrator ends a real instance, with a reason. Where it runs a case, the case is 已终止: its applicant is told why, nobody is
/// asked any more, what was reserved is given back.
/// </summary>
internal sealed class EndInstance(IDbContextFactory<StaffFlowsDbContext> databases, IWorkflowRuntime runtime, InstanceRemoval removal, OfficeSnapshots office)
{
    public const int MaxReason = 200;

    public const string Cancel = "cancel";
    public const string Delete = "delete";

    /// <param name="verb"><see cref="Cancel"/> or <see cref="Delete"/>.</param>
    public async Task<Rejection?> ExecuteAsync(Guid id, string verb, string? reason, Viewer by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason)) return new(RejectionKind.Invalid, "reason-missing");
        if (reason.Length > MaxReason) return new(RejectionKind.Invalid, "text-too-long", $"{MaxReason}");

        var instance = new WorkflowInstanceId(id);
        return verb is Delete ? await removal.RemoveAsync(instance, reason.Trim(), by.PersonId, ct) : await CancelAsync(instance, reason.Trim(), by, ct);
    }

    private async Task<Rejection?> CancelAsync(WorkflowInstanceId id, string reason, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var @case = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.InstanceId == id.Value, ct);
        IEffect[] effects = @case is null
            ? [new AuditRecorded(InstanceRemoval.AggregateOf(id), "instance.cancelled", by.PersonId, new JsonObject { ["reason"] = reason })]
            :
            [
                new CaseStatusChanged(@case.Id, CaseStatus.Cancelled, by.PersonId, reason),
                new CaseEntryRecorded(@case.Id, Guid.CreateVersion7(), null, "", "entry.case-cancelled", [await NameAsync(by, ct), reason]),
                new MessageSent([@case.ApplicantId], "case.cancelled", [@case.Title, reason], @case.Id, null),
            ];
        return await runtime.CancelAsync(new(id, [.. effects]), ct) is BurstOutcome.Refused refused ? refused.Rejection : null;
    }

    private async Task<string> NameAsync(Viewer by, CancellationToken ct) => (await office.ReadAsync(ct)).Organisation.FindPerson(by.PersonId)?.Name ?? by.PersonId;
}
