using System.Collections.Concurrent;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Tests.Engine.Support;

internal sealed class InMemoryDefinitions : IWorkflowDefinitionStore
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> versions = new(StringComparer.Ordinal);

    /// <summary>Publishes; an earlier version of the same definition is no longer published.</summary>
    public void Publish(WorkflowDefinition definition)
    {
        foreach (var (id, earlier) in versions)
        {
            if (earlier.DefinitionId == definition.DefinitionId) versions[id] = earlier with { IsPublished = false, IsLatest = false };
        }

        versions[definition.Id] = definition with { IsPublished = true, IsLatest = true };
    }

    /// <summary>Saves a draft: over the latest version where that is a draft too.</summary>
    public void Save(WorkflowDefinition draft)
    {
        foreach (var (id, earlier) in versions)
        {
            if (earlier.DefinitionId == draft.DefinitionId) versions[id] = earlier with { IsLatest = false };
        }

        versions[draft.Id] = draft with { IsPublished = false, IsLatest = true };
    }

    public Task<WorkflowDefinition?> FindVersionAsync(string definitionVersionId, CancellationToken ct) =>
        Task.FromResult(versions.GetValueOrDefault(definitionVersionId));

    public Task<WorkflowDefinition?> FindPublishedAsync(string definitionId, CancellationToken ct) =>
        Task.FromResult(versions.Values.SingleOrDefault(version => version.DefinitionId == definitionId && version.IsPublished));

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) =>
        Task.FromResult(versions.Values.SingleOrDefault(version => version.DefinitionId == definitionId && version.IsLatest));

    public Task<WorkflowDefinition?> FindUsableAsync(string activityType, CancellationToken ct) =>
        Task.FromResult(versions.Values
            .Where(version => version.IsUsableAsActivity() && version.ActivityTypeName() == activityType && (version.IsPublished || version.IsLatest))
            .OrderByDescending(version => version.IsPublished).ThenBy(version => version.DefinitionId, StringComparer.Ordinal).FirstOrDefault());
}
