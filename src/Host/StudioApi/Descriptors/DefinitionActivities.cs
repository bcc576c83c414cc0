using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Descriptors;

/// <summary>What the stored definitions bring to the toolbox.</summary>
/// <param name="Descriptors">Definitions that can be used as activities, in every version that another may be tied to.</param>
/// <param name="AssigneeRules">The constant assignee rules of published definitions.</param>
internal sealed record UsedDefinitions(ImmutableArray<ActivityDescriptor> Descriptors, ImmutableArray<string> AssigneeRules);

/// <summary>Reads them; only versions that can't change any more count.</summary>
internal sealed class DefinitionActivities(IDbContextFactory<StaffFlowsDbContext> databases)
{
    private static readonly ImmutableArray<Input<string>> Rules = [new("assignee", ""), new("escalateTo", ""), new("persons", "")];

    public async Task<UsedDefinitions> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Definitions.AsNoTracking().Where(d => d.SealedAt != null).OrderBy(d => d.DefinitionId).ThenBy(d => d.Version).ToListAsync(ct);
        var definitions = rows.Select(DefinitionStore.TryRead).OfType<WorkflowDefinition>().ToList();
        return new(
            [.. definitions.Where(d => d.IsUsableAsActivity() && d.ActivityTypeName().Length > 0).Select(CompositeDescriptor.Of).DistinctBy(d => (d.Type, d.Version))],
            [.. definitions.Where(d => d.IsPublished).SelectMany(RulesOf).Where(rule => rule.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> RulesOf(WorkflowDefinition definition)
    {
        ActivityNode root;
        try
        {
            root = ActivityTree.Read(definition);
        }
        catch (FormatException)
        {
            yield break;
        }

        foreach (var node in root.WithDescendants().Where(node => node.Type.StartsWith("StaffFlows.", StringComparison.Ordinal)))
        foreach (var input in Rules)
            if (ConstantInput.TryRead(node, input, out var rule)) yield return rule.Trim();
    }
}
