using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Expressions;

namespace StaffFlows.Engine.Execution;

/// <summary>A definition version made ready to run: tree, activities, parsed expressions. Immutable; shared by all its instances.</summary>
public sealed class WorkflowGraph
{
    private readonly FrozenDictionary<string, GraphNode> byNodeId;
    private readonly FrozenDictionary<string, GraphNode> byId;

    private WorkflowGraph(WorkflowDefinition definition, ActivityCatalog catalog, CompositeLibrary composites)
    {
        Definition = definition;
        Root = new GraphCompiler(catalog, composites).Compile(definition);
        var all = Root.WithDescendants().ToList();
        byNodeId = all.DistinctBy(node => node.Node.NodeId, StringComparer.Ordinal).ToFrozenDictionary(node => node.Node.NodeId, StringComparer.Ordinal);
        byId = all.OrderBy(node => node.Composite is null ? 0 : 1).DistinctBy(node => node.Node.Id, StringComparer.Ordinal).ToFrozenDictionary(node => node.Node.Id, StringComparer.Ordinal);
        DeclaredInputs = definition.Inputs.DistinctBy(input => input.Name, StringComparer.Ordinal).ToFrozenDictionary(input => input.Name, StringComparer.Ordinal);
        DeclaredOutputs = definition.Outputs.Select(output => output.Name).ToFrozenSet(StringComparer.Ordinal);
        ContinuesWithIncidents = definition.Options["incidentStrategyType"]?.ToString().Contains("ContinueWithIncidents", StringComparison.Ordinal) is true;
        Activation = ActivationStrategies.Read(definition.Options["activationStrategyType"]?.ToString());
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>True where a fault leaves the instance running; by default it ends it.</summary>
    public bool ContinuesWithIncidents { get; }

    /// <summary>When an instance of it may be started.</summary>
    public ActivationStrategy Activation { get; }

    /// <summary>All activities, the implicit root first, in the definition's order; composites with what is inside them.</summary>
    public IEnumerable<ActivityNode> Nodes => Root.WithDescendants().Select(node => node.Node);

    internal GraphNode Root { get; }
    internal FrozenDictionary<string, InputDefinition> DeclaredInputs { get; }
    internal FrozenSet<string> DeclaredOutputs { get; }

    /// <exception cref="FormatException">The root is not an activity.</exception>
    /// <param name="composites">The definitions it refers to; an activity that names one that is not there is of an unknown type.</param>
    public static WorkflowGraph Compile(WorkflowDefinition definition, ActivityCatalog catalog, CompositeLibrary? composites = null) =>
        new(definition, catalog, composites ?? CompositeLibrary.Empty);

    public ActivityNode? Find(string nodeId) => byNodeId.GetValueOrDefault(nodeId)?.Node;

    /// <summary>By activity id; the first one where nested containers repeat it, and what stands in composites last.</summary>
    public ActivityNode? FindById(string activityId) => byId.GetValueOrDefault(activityId)?.Node;

    internal GraphNode? FindNode(string nodeId) => byNodeId.GetValueOrDefault(nodeId);

    internal GraphNode Get(string nodeId) =>
        byNodeId.GetValueOrDefault(nodeId) ?? throw new InvalidOperationException($"Version {Definition.Id} has no activity '{nodeId}'.");
}

/// <summary>One activity of a <see cref="WorkflowGraph"/> with everything worked out beforehand.</summary>
internal sealed class GraphNode
{
    private readonly FrozenDictionary<string, GraphInput> inputs;

    public GraphNode(PlannedNode plan, GraphNode? parent)
    {
        var node = plan.Node;
        (Node, Parent, Activity) = (node, parent, plan.Activity);
        Composite = parent?.Activity is CompositeActivity ? parent : parent?.Composite;
        Inputs = [.. Activity.Descriptor.Inputs.Select(input => GraphInput.Of(input, node))];
        inputs = Inputs.ToFrozenDictionary(input => input.Descriptor.Name, StringComparer.Ordinal);
        OutputTargets = Activity.Descriptor.Outputs
            .Select(output => (output.Name, Target: TargetOf(node, output.Name)))
            .Where(pair => pair.Target is not null)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Target!, StringComparer.OrdinalIgnoreCase);
        Variables = node.Variables.DistinctBy(variable => variable.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(variable => variable.Name, variable => new GraphVariable(variable), StringComparer.Ordinal);
        Prepared = (Activity as IPreparedActivity)?.Prepare(node, plan.Definition);
        Children = [.. plan.Children.Select(child => new GraphNode(child, this))];
    }

    public ActivityNode Node { get; }
    public GraphNode? Parent { get; }

    /// <summary>The composite whose definition the node belongs to; null for the workflow's own.</summary>
    public GraphNode? Composite { get; }
    public IActivity Activity { get; }
    public ImmutableArray<GraphInput> Inputs { get; }

    /// <summary>The variable id or workflow output that receives each bound output.</summary>
    public FrozenDictionary<string, string> OutputTargets { get; }
    public FrozenDictionary<string, GraphVariable> Variables { get; }
    public object? Prepared { get; }
    public ImmutableArray<GraphNode> Children { get; }

    public GraphInput? FindInput(string name) => inputs.GetValueOrDefault(name);

    public GraphNode Child(ActivityNode child) =>
        Children.FirstOrDefault(candidate => ReferenceEquals(candidate.Node, child))
        ?? throw new InvalidOperationException($"'{child.NodeId}' is no child of '{Node.NodeId}'.");

    public IEnumerable<GraphNode> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);

    private static string? TargetOf(ActivityNode node, string output) =>
        node.Properties.TryGetValue(output, out var member) && member.ValueKind is JsonValueKind.Object
        && member.TryGetProperty("memoryReference", out var reference) && reference.ValueKind is JsonValueKind.Object
        && reference.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;
}

/// <summary>An input with its expression; constants are converted once.</summary>
internal sealed record GraphInput(InputDescriptor Descriptor, Expression? Expression, object? Constant, bool IsConstant)
{
    public static GraphInput Of(InputDescriptor descriptor, ActivityNode node)
    {
        var expression = node.Properties.TryGetValue(descriptor.Name, out var member) ? ExpressionReader.ReadInput(member) : null;
        if (expression is null) return new(descriptor, null, descriptor.DefaultValue, true);
        if (!expression.IsConstant) return new(descriptor, expression, null, false);

        try
        {
            return new(descriptor, expression, JsonValues.To(expression.Evaluate(null!), descriptor.ValueType) ?? descriptor.DefaultValue, true);
        }
        catch (ExpressionException)
        {
            // Fails again, as an incident, when the activity runs.
            return new(descriptor, expression, null, false);
        }
    }

    /// <summary>For what is no constant.</summary>
    /// <exception cref="ExpressionException">The expression fails or its value is of another type.</exception>
    public object? Evaluate(IExpressionScope scope) =>
        JsonValues.To(Expression!.Evaluate(scope), Descriptor.ValueType) ?? Descriptor.DefaultValue;
}

/// <summary>A declared variable with its default as a JSON value of the variable's type.</summary>
internal sealed class GraphVariable(Variable variable)
{
    public Variable Variable => variable;
    public JsonElement Default { get; } = VariableTypes.Convert(variable, JsonValues.From(variable.Value));
}
