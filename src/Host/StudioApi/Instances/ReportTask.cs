using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.Accounts;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>
/// Whoever does what <c>Elsa.RunTask</c> asks for reports back. An external system reports any task; a process owner by hand only those
/// of cases that he may see.
/// </summary>
internal sealed class ReportTask(IDbContextFactory<StaffFlowsDbContext> databases, StimulusSender sender)
{
    private static readonly Rejection Unknown = new(RejectionKind.NotFound, "task-not-found");

    /// <param name="result">The activity's result; JSON null where there is none.</param>
    public async Task<Rejection?> ExecuteAsync(string taskId, JsonElement result, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var task = await db.RequestedTasks.AsNoTracking().Where(t => t.Id == taskId).Select(t => new { t.InstanceId, t.Name }).SingleOrDefaultAsync(ct);
        if (task is null) return Unknown;

        var caseId = await db.Cases.Where(c => c.InstanceId == task.InstanceId).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
        if (caseId is not null && !by.Has(Policies.ExternalSystem) && !await db.Cases.VisibleTo(by).AnyAsync(c => c.Id == caseId, ct)) return Unknown;

        var audited = new AuditRecorded(
            caseId is { } id ? $"case:{id:N}" : $"instance:{task.InstanceId:N}", "task.reported", by.PersonId, new JsonObject { ["task"] = taskId, ["name"] = task.Name });
        return await sender.CompleteTaskAsync(taskId, result, [audited], ct) is BurstOutcome.Refused refused ? refused.Rejection : null;
    }
}
