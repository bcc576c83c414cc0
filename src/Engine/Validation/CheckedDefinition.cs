using System.Collections.Immutable;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Engine.Validation;

/// <summary>A definition as the rules see it: its tree, its flowcharts as graphs, and what the activities are.</summary>
public sealed class CheckedDefinition
{
    private const string FlowchartType = "Elsa.Flowchart";

    /// <summary>Definitions from which no way leads into a circle.</summary>
    private readonly HashSet<string> straight = new(StringComparer.Ordinal);
    private readonly Dictionary<ActivityNode, FlowGraph> graphs = new(ReferenceEqualityComparer.Instance);
    private readonly ActivityCatalog catalog;
    private readonly CompositeLibrary composites;

    internal CheckedDefinition(WorkflowDefinition definition, ActivityNode root, ActivityCatalog catalog, CompositeLibrary composites)
    {
        (Definition, Root, this.catalog, this.composites) = (definition, root, catalog, composites);
        Nodes = [.. root.WithDescendants().Skip(1)];
        Flowcharts = [.. Nodes.Where(node => node.Type == FlowchartType)];
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>The implicit workflow; it holds the definition's variables.</summary>
    public ActivityNode Root { get; }

    /// <summary>All activities of the definition in its order; the implicit workflow is none of them.</summary>
    public ImmutableArray<ActivityNode> Nodes { get; }

    public ImmutableArray<ActivityNode> Flowcharts { get; }

    public FlowGraph GraphOf(ActivityNode flowchart) =>
        graphs.TryGetValue(flowchart, out var graph) ? graph : graphs[flowchart] = FlowGraph.Of(flowchart);

    /// <summary>Null where nobody provides the type.</summary>
    public IActivity? ActivityOf(ActivityNode node) =>
        CompositeReference.Of(node, catalog) is { } reference
            ? composites.Find(reference) is { } used ? new CompositeActivity(used, node) : null
            : catalog.Find(node.Type);

    /// <summary>The ids of the definitions on the way from this one back to one that was there before; empty where the activity leads into no circle.</summary>
    public ImmutableArray<string> CircleThrough(ActivityNode node) => UsedBy(node) is { } used ? Follow(used, [Definition]) : [];

    /// <summary>Null where they are only known at run time, or not at all.</summary>
    public ImmutableArray<string>? PortsOf(ActivityNode node) => ActivityOf(node) switch
    {
        null => null,
        IPortedActivity ported => ported.PortsOf(node),
        var activity => activity.Descriptor.Ports,
    };

    /// <summary>True where the activity, or one inside it, can wait; nobody knows about unknown types.</summary>
    public bool MayWait(ActivityNode node) => node.WithDescendants().Any(inner => ActivityOf(inner) is not { Descriptor.MayWait: false });

    private ImmutableArray<string> Follow(WorkflowDefinition used, ImmutableArray<WorkflowDefinition> around)
    {
        if (around.Any(definition => IsSame(definition, used))) return [.. around.Add(used).Select(definition => definition.DefinitionId)];
        if (straight.Contains(used.Id)) return [];

        foreach (var reference in CompositeReference.AllIn(used, catalog))
        {
            if (composites.Find(reference) is { } inner && Follow(inner, around.Add(used)) is { IsEmpty: false } circle) return circle;
        }

        straight.Add(used.Id);
        return [];
    }

    /// <summary>What is checked takes the place of its own draft.</summary>
    private bool IsSame(WorkflowDefinition definition, WorkflowDefinition used) =>
        definition.Id == used.Id || (definition == Definition && used.CanStillChange() && used.DefinitionId == definition.DefinitionId);

    private WorkflowDefinition? UsedBy(ActivityNode node) => CompositeReference.Of(node, catalog) is { } reference ? composites.Find(reference) : null;
}
