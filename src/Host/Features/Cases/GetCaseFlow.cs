using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.Features.Cases;

/// <summary>Where a case stands in the flowchart of the very version it runs on.</summary>
internal sealed class GetCaseFlow(
    IDbContextFactory<StaffFlowsDbContext> databases, IWorkflowInstanceStore instances, JournalReader journals, IWorkflowRuntime runtime, StepNames steps)
{
    public async Task<Result<CaseFlow>> ExecuteAsync(Guid id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.Cases.AsNoTracking().VisibleTo(by).Where(c => c.Id == id && c.InstanceId != null)
            .Select(c => new { InstanceId = c.InstanceId!.Value, VersionId = c.DefinitionVersionId!, c.Status }).SingleOrDefaultAsync(ct);
        if (found is null) return new Rejection(RejectionKind.NotFound, "not-found");

        var instanceId = new WorkflowInstanceId(found.InstanceId);
        var json = await db.Definitions.AsNoTracking().Where(d => d.Id == found.VersionId).Select(d => d.Json).SingleAsync(ct);
        var skipped = await db.CaseEntries.AsNoTracking().Where(e => e.CaseId == id && e.TextKey == CaseTimeline.Skip).Select(e => e.StepId).ToListAsync(ct);
        var instance = await instances.FindAsync(instanceId, ct);
        var preview = found.Status is CaseStatus.Running ? await runtime.PreviewAsync(instanceId, ct) : null;
        var journal = await journals.ReadAsync(instanceId, ct);
        var words = await steps.ReadAsync([found.VersionId], ct);
        return CaseFlow.Of(
            ActivityTree.Read(WorkflowDefinitionJson.Read(json)),
            journal,
            instance?.Executions ?? [],
            preview,
            skipped.OfType<string>().ToHashSet(),
            node => words.Of(found.VersionId, node.Id, node.DisplayName));
    }
}
