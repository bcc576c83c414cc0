using System.Collections.Concurrent;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>Compiled definitions of this node by version id. Only versions that can no longer change are kept.</summary>
public sealed class GraphCache(IWorkflowDefinitionStore definitions, ActivityCatalog catalog) : IGraphSource
{
    private readonly ConcurrentDictionary<string, WorkflowGraph> graphs = new(StringComparer.Ordinal);

    public async ValueTask<WorkflowGraph?> FindVersionAsync(string definitionVersionId, CancellationToken ct)
    {
        if (graphs.TryGetValue(definitionVersionId, out var known)) return known;

        return await definitions.FindVersionAsync(definitionVersionId, ct) is { } definition ? Compile(definition) : null;
    }

    public async ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct) =>
        await definitions.FindPublishedAsync(definitionId, ct) is { } definition ? Compile(definition) : null;

    /// <summary>A draft that is the latest version is saved over in place, so it is compiled anew each time.</summary>
    private WorkflowGraph Compile(WorkflowDefinition definition)
    {
        if (!definition.IsPublished && definition.IsLatest) return WorkflowGraph.Compile(definition, catalog);

        return graphs.TryGetValue(definition.Id, out var known) ? known : graphs.GetOrAdd(definition.Id, WorkflowGraph.Compile(definition, catalog));
    }
}
