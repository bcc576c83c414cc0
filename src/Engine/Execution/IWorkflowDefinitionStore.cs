using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>Definitions by version, and which version is published.</summary>
public interface IWorkflowDefinitionStore
{
    Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct);

    Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct);
}
