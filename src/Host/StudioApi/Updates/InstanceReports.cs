using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Host.StudioApi.Instances;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;

namespace StaffFlows.Host.StudioApi.Updates;

/// <summary>How often each activity of an instance ran and where it waits, for everybody who follows it.</summary>
internal sealed class InstanceReports(IWorkflowInstanceStore instances, JournalReader journal, TestRuns runs)
{
    /// <summary>Empty where there is no such instance any more.</summary>
    public async Task<JsonArray> ReadAsync(Guid id, CancellationToken ct)
    {
        var instanceId = new WorkflowInstanceId(id);
        if (await instances.FindAsync(instanceId, ct) is { } instance) return ExecutionStats.Of(ExecutionRecords.Of(instance, await journal.ReadAsync(instanceId, ct)));
        return await runs.FindAsync(instanceId, ct) is { Sandbox: { Root: { } root } sandbox } ? ExecutionStats.Of(ExecutionRecords.Of(root, sandbox.JournalOf(instanceId))) : [];
    }
}
