using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Sandboxes;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Host.StudioApi.Instances;

/// <summary>Reads instances for the Studio.</summary>
internal sealed class InstanceSights(
    IWorkflowInstanceStore instances, DefinitionStore definitions, JournalReader journal, OfficeSnapshots offices, ActivityCatalog activities, TestRuns runs, IDbContextFactory<StaffFlowsDbContext> databases)
{
    /// <summary>Null where there is none.</summary>
    public async Task<InstanceSight?> FindAsync(string id, Viewer by, CancellationToken ct)
    {
        if (!IsId(id, out var instanceId)) return null;
        if (await instances.FindAsync(instanceId, ct) is not { } instance) return await runs.FindAsync(instanceId, ct) is { } run ? await OfAsync(run, by, ct) : null;

        var definition = await definitions.FindVersionAsync(instance.DefinitionVersionId, ct);
        return new(
            instance, await journal.ReadAsync(instanceId, ct), NodesOf(definition), activities, await MaySeeValuesAsync(instance, by, ct), await SensitiveFieldsAsync(instance, ct));
    }

    /// <summary>What somebody tries out is his own: whoever else looks sees the way it took.</summary>
    private async Task<InstanceSight> OfAsync(TestRun run, Viewer by, CancellationToken ct)
    {
        var sandbox = run.Sandbox;
        return new(sandbox.Root!, sandbox.JournalOf(sandbox.Id), NodesOf(sandbox.Definition), activities, run.IsOf(by.PersonId), await SensitiveFieldsAsync(sandbox.Root!, ct));
    }

    public static bool IsId(string? text, [NotNullWhen(true)] out WorkflowInstanceId id)
    {
        var isId = Guid.TryParse(text, out var value);
        id = new(value);
        return isId;
    }

    private static ImmutableDictionary<string, ActivityNode> NodesOf(WorkflowDefinition? definition) =>
        definition is null ? [] : ActivityTree.Read(definition).WithDescendants().ToImmutableDictionary(node => node.NodeId, StringComparer.Ordinal);

    /// <summary>
    /// It belongs to the case that it runs, or that an instance around it runs, or whose id it carries as its correlation id. What runs
    /// without a case is nobody's personal matter.
    /// </summary>
    private async Task<bool> MaySeeValuesAsync(WorkflowInstance instance, Viewer by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (family, correlated) = (new List<Guid>(), new List<Guid>());
        for (var (id, correlation, parent) = (instance.Id.Value, instance.CorrelationId, instance.Parent?.InstanceId.Value); ;)
        {
            family.Add(id);
            if (Guid.TryParseExact(correlation, "N", out var caseId)) correlated.Add(caseId);
            if (parent is not { } around || family.Contains(around)) break;
            var found = await db.Instances.Where(i => i.Id == around).Select(i => new { i.CorrelationId, i.ParentInstanceId }).SingleOrDefaultAsync(ct);
            (id, correlation, parent) = (around, found?.CorrelationId, found?.ParentInstanceId);
        }

        var cases = db.Cases.Where(c => (c.InstanceId != null && family.Contains(c.InstanceId.Value)) || correlated.Contains(c.Id));
        return !await cases.AnyAsync(ct) || await cases.VisibleTo(by).AnyAsync(ct);
    }

    private async Task<ImmutableHashSet<string>> SensitiveFieldsAsync(WorkflowInstance instance, CancellationToken ct)
    {
        if (!instance.Properties.TryGetValue(CaseHeader.Key, out var property) || property.Deserialize<CaseHeader>() is not { } header) return [];

        var form = (await offices.ReadAsync(ct)).FindForm(header.FormKey, header.FormVersion);
        return [.. form?.Fields.Where(field => field.IsSensitive).SelectMany(field => field.DataKeys) ?? []];
    }
}
