using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>Which definitions have another one standing in them as an activity.</summary>
internal sealed class ConsumingDefinitions(IDbContextFactory<StaffFlowsDbContext> databases, ActivityCatalog catalog)
{
    /// <summary>Their latest and published versions, by id.</summary>
    public async Task<ImmutableArray<WorkflowDefinition>> FindAsync(WorkflowDefinition used, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Definitions.AsNoTracking().Where(d => (d.IsLatest || d.IsPublished) && d.DefinitionId != used.DefinitionId)
            .OrderBy(d => d.DefinitionId).ThenBy(d => d.Version).ToListAsync(ct);
        return [.. rows.Select(DefinitionStore.TryRead).OfType<WorkflowDefinition>().Where(definition => ReferencesIn(definition).Any(reference => Names(reference, used)))];
    }

    /// <summary>These and the latest of all that use one of them, through every level.</summary>
    public async Task<ImmutableArray<WorkflowDefinition>> WithAllAsync(ImmutableArray<WorkflowDefinition> chosen, CancellationToken ct)
    {
        var (all, open) = (chosen.ToList(), new Queue<WorkflowDefinition>(chosen));
        var known = chosen.Select(d => d.DefinitionId).ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out var next))
        {
            foreach (var consumer in (await FindAsync(next, ct)).Where(d => d.IsLatest && known.Add(d.DefinitionId)))
            {
                all.Add(consumer);
                open.Enqueue(consumer);
            }
        }

        return [.. all];
    }

    /// <summary>Whether the reference means the definition, in whatever version.</summary>
    public static bool Names(CompositeReference reference, WorkflowDefinition used) =>
        reference.DefinitionId is { } id ? id == used.DefinitionId : reference.VersionId == used.Id || reference.Type == used.ActivityTypeName();

    private IEnumerable<CompositeReference> ReferencesIn(WorkflowDefinition definition)
    {
        try
        {
            return [.. CompositeReference.AllIn(definition, catalog)];
        }
        catch (FormatException)
        {
            // Not readable as a tree: a draft of which nobody can say what it uses.
            return [];
        }
    }
}
