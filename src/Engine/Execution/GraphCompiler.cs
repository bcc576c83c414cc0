using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Builds the nodes of a <see cref="WorkflowGraph"/>, those of its composites among them. What can't be built becomes an activity
/// that faults when it is reached: a definition that contains itself, nests too deep, or has grown too large.
/// </summary>
internal sealed class GraphCompiler(ActivityCatalog catalog, CompositeLibrary composites)
{
    /// <summary>Most definitions inside one another.</summary>
    public const int DepthLimit = 16;

    /// <summary>Activities from which on no further composite is built.</summary>
    public const int NodeLimit = 5_000;

    private int count;

    public GraphNode Compile(WorkflowDefinition definition) => new(Plan(ActivityTree.Read(definition), [definition]), null);

    /// <param name="around">The definition that the node stands in, after those around it.</param>
    private PlannedNode Plan(ActivityNode node, ImmutableArray<WorkflowDefinition> around)
    {
        count++;
        if (CompositeReference.Of(node, catalog) is { } reference && composites.Find(reference) is { } used) return Compose(node, used, around);

        var activity = node.Type == ActivityTree.RootType ? ImplicitWorkflow.Instance : catalog.Find(node.Type) ?? new UnknownActivity(node.Type);
        ImmutableArray<PlannedNode> children = [.. node.Children.Select(child => Plan(child, around))];

        return new(node with { Children = [.. children.Select(child => child.Node)] }, activity, around[^1], children);
    }

    private PlannedNode Compose(ActivityNode node, WorkflowDefinition used, ImmutableArray<WorkflowDefinition> around)
    {
        if (FindProblem(used, around) is var (code, message)) return new(node with { Children = [] }, new BrokenComposite(node.Type, code, message), around[^1], []);

        var activity = new CompositeActivity(used, node);
        var inside = Plan(ActivityTree.Read(used, node.NodeId), around.Add(used));

        return new(node with { Children = [inside.Node], Variables = activity.Variables, Connections = [] }, activity, around[^1], [inside]);
    }

    private (string Code, string Message)? FindProblem(WorkflowDefinition used, ImmutableArray<WorkflowDefinition> around)
    {
        if (around.Any(definition => definition.Id == used.Id))
        {
            return ("workflow-cycle", $"Definition '{used.DefinitionId}' contains itself: {string.Join(" → ", around.Add(used).Select(definition => definition.DefinitionId))}.");
        }

        if (around.Length > DepthLimit) return ("workflow-too-deep", $"More than {DepthLimit} definitions stand inside one another.");

        return count > NodeLimit ? ("workflow-too-large", $"With the definitions inside it, this one has more than {NodeLimit} activities.") : null;
    }
}

/// <summary>A node with what is to run there, before it is worked out.</summary>
/// <param name="Definition">The one that it stands in.</param>
internal sealed record PlannedNode(ActivityNode Node, IActivity Activity, WorkflowDefinition Definition, ImmutableArray<PlannedNode> Children);
