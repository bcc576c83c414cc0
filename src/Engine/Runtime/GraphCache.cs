using System.Collections.Concurrent;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>
/// Compiled definitions of this node by version id. Kept is only what can no longer change: neither drafts, which are saved over in
/// place, nor versions with a composite that is not pinned to such a version.
/// </summary>
public sealed class GraphCache(IWorkflowDefinitionStore definitions, ActivityCatalog catalog) : IGraphSource
{
    private readonly ConcurrentDictionary<string, WorkflowGraph> graphs = new(StringComparer.Ordinal);

    public async ValueTask<WorkflowGraph?> FindVersionAsync(string definitionVersionId, CancellationToken ct)
    {
        if (graphs.TryGetValue(definitionVersionId, out var known)) return known;

        return await definitions.FindVersionAsync(definitionVersionId, ct) is { } definition ? await CompileAsync(definition, ct) : null;
    }

    public async ValueTask<WorkflowGraph?> FindPublishedAsync(string definitionId, CancellationToken ct) =>
        await definitions.FindPublishedAsync(definitionId, ct) is { } definition ? await CompileAsync(definition, ct) : null;

    private async ValueTask<WorkflowGraph> CompileAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        var mayChange = definition.CanStillChange();
        if (!mayChange && graphs.TryGetValue(definition.Id, out var known)) return known;

        var composites = await CompositeLoader.LoadAsync(definition, catalog, definitions, ct);
        var graph = WorkflowGraph.Compile(definition, catalog, composites);

        return mayChange || !composites.IsFixed ? graph : graphs.GetOrAdd(definition.Id, graph);
    }
}
