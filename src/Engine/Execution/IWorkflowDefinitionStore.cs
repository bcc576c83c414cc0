using StaffFlows.Engine.Definitions;

namespace StaffFlows.Engine.Execution;

/// <summary>Definitions by version, and which version is published.</summary>
public interface IWorkflowDefinitionStore
{
    Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct);

    Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct);

    Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct);

    /// <summary>
    /// The definition that is usable as an activity of this type (<see cref="UsableDefinition"/>): a published version before a draft,
    /// and by definition id where several have the same name.
    /// </summary>
    Task<WorkflowDefinition?> FindUsableAsync(string activityType, CancellationToken ct);
}
