using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>An instance as one viewer may see it: the way it took always, values only where he may see its case.</summary>
/// <param name="Nodes">Of its version, by node id; empty where that has been deleted.</param>
/// <param name="ShowsValues">False where inputs, outputs and variables are none of his business.</param>
internal sealed record InstanceSight(
    WorkflowInstance Instance, ImmutableArray<JournalEntry> Journal, ImmutableDictionary<string, ActivityNode> Nodes, bool ShowsValues);

/// <summary>Reads instances for the Studio.</summary>
internal sealed class InstanceSights(
    IWorkflowInstanceStore instances, DefinitionStore definitions, JournalReader journal, IDbContextFactory<StaffFlowsDbContext> databases)
{
    /// <summary>Null where there is none.</summary>
    public async Task<InstanceSight?> FindAsync(string id, Viewer by, CancellationToken ct)
    {
        if (!IsId(id, out var instanceId) || await instances.FindAsync(instanceId, ct) is not { } instance) return null;

        var definition = await definitions.FindVersionAsync(instance.DefinitionVersionId, ct);
        var nodes = definition is null ? [] : Nodes(ActivityTree.Read(definition)).ToImmutableDictionary(node => node.NodeId, StringComparer.Ordinal);
        return new(instance, await journal.ReadAsync(instanceId, ct), nodes, await MaySeeValuesAsync(instanceId, by, ct));
    }

    public static bool IsId(string? text, [NotNullWhen(true)] out WorkflowInstanceId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    /// <summary>What runs without a case is nobody's personal matter.</summary>
    private async Task<bool> MaySeeValuesAsync(WorkflowInstanceId id, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Cases.VisibleTo(by).AnyAsync(c => c.InstanceId == id.Value, ct) || !await db.Cases.AnyAsync(c => c.InstanceId == id.Value, ct);
    }

    private static IEnumerable<ActivityNode> Nodes(ActivityNode node) => node.Children.SelectMany(Nodes).Prepend(node);
}
