using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Sandboxes;

/// <summary>The tested definition is the run's own copy; what it starts or contains is what is published.</summary>
internal sealed class SandboxDefinitions(WorkflowDefinition tested, IWorkflowDefinitionStore others) : IWorkflowDefinitionStore
{
    public Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct) =>
        definitionVersionId == tested.Id ? Task.FromResult<WorkflowDefinition?>(tested) : others.FindVersionAsync(definitionVersionId, ct);

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct) => others.FindPublishedAsync(definitionId, ct);

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) => others.FindLatestAsync(definitionId, ct);

    public Task<WorkflowDefinition?> FindUsableAsync(string activityType, CancellationToken ct) => others.FindUsableAsync(activityType, ct);
}
