using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Runtime;

/// <summary>Finds the definitions that stand as activities in others: the version pinned, else the published one, else the latest.</summary>
public static class CompositeLoader
{
    /// <summary>Everything that a definition needs to be compiled, through all levels.</summary>
    public static async ValueTask<CompositeLibrary> LoadAsync(
        WorkflowDefinition definition, ActivityCatalog catalog, IWorkflowDefinitionStore store, CancellationToken ct)
    {
        var found = new Dictionary<CompositeReference, WorkflowDefinition?>();
        var loaded = new HashSet<string>(StringComparer.Ordinal) { definition.Id };
        var open = new Queue<WorkflowDefinition>([definition]);
        while (open.TryDequeue(out var next))
        {
            foreach (var reference in CompositeReference.AllIn(next, catalog))
            {
                if (found.ContainsKey(reference)) continue;

                found[reference] = await ResolveAsync(reference, store, ct);
                if (found[reference] is { } used && loaded.Add(used.Id)) open.Enqueue(used);
            }
        }

        return new(
            found.Where(pair => pair.Value is not null).ToImmutableDictionary(pair => pair.Key, pair => pair.Value!),
            found.All(pair => pair.Value is { } used && used.Id == pair.Key.VersionId && !used.CanStillChange()));
    }

    /// <summary>The definition with every composite that names no version pinned to the one that is published now.</summary>
    public static async ValueTask<WorkflowDefinition> PinAsync(
        WorkflowDefinition definition, ActivityCatalog catalog, IWorkflowDefinitionStore store, CancellationToken ct)
    {
        var published = new Dictionary<CompositeReference, WorkflowDefinition>();
        foreach (var reference in ActivityPins.FindUnpinned(definition, catalog))
        {
            if (await ResolveAsync(reference, store, ct) is { IsPublished: true } used) published[reference] = used;
        }

        return published.Count == 0 ? definition : ActivityPins.Pin(definition, catalog, published.GetValueOrDefault);
    }

    private static async Task<WorkflowDefinition?> ResolveAsync(CompositeReference reference, IWorkflowDefinitionStore store, CancellationToken ct)
    {
        if (reference.VersionId is { } version && await store.FindVersionAsync(version, ct) is { } pinned) return pinned;
        if (reference.DefinitionId is not { } id) return await store.FindUsableAsync(reference.Type, ct);

        return await store.FindPublishedAsync(id, ct) ?? await store.FindLatestAsync(id, ct);
    }
}
