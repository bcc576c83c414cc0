using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Definitions;

/// <summary>One activity at one place of a compiled definition. Immutable and shared by all instances of the version.</summary>
/// <param name="NodeId">The ids of all ancestors and its own, joined by ':', e.g. <c>Workflow1:Flowchart1:approve</c>.</param>
/// <param name="Properties">The JSON members of the activity, inputs and outputs among them.</param>
/// <param name="Children">Activities inside a container, in the definition's order.</param>
/// <param name="Connections">For flowcharts; only those whose two ends exist.</param>
public sealed record ActivityNode(
    string Id,
    string NodeId,
    string? Name,
    string Type,
    int Version,
    ImmutableDictionary<string, JsonElement> Properties,
    ImmutableArray<ActivityNode> Children,
    ImmutableArray<Connection> Connections,
    ImmutableArray<Variable> Variables,
    NodeMetadata Metadata)
{
    /// <summary>The member of the parent that holds this activity, e.g. <c>activities</c>, <c>body</c>, <c>then</c>.</summary>
    public string Slot { get; init; } = "activities";

    /// <summary>The position in that member, counting every item of the list; 0 where it holds one activity.</summary>
    public int SlotIndex { get; init; }

    /// <summary>The activity in a member that holds one, or the first of a list.</summary>
    public ActivityNode? FindChild(string slot) => Children.FirstOrDefault(child => child.Slot == slot);

    /// <summary>This one, and all that stands in it, in the order of the file.</summary>
    public IEnumerable<ActivityNode> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);

    public ImmutableArray<ActivityNode> ChildrenIn(string slot) => [.. Children.Where(child => child.Slot == slot)];

    /// <summary>True where an instance may be started from here; older files have it as a direct member.</summary>
    public bool CanStartWorkflow =>
        CustomProperty("canStartWorkflow").ValueKind is JsonValueKind.True
        || (Properties.TryGetValue("canStartWorkflow", out var direct) && direct.ValueKind is JsonValueKind.True);

    /// <summary>As the designer shows it.</summary>
    public string DisplayName => Metadata.DisplayText is { Length: > 0 } text ? text : Name is { Length: > 0 } name ? name : Id;

    /// <summary>The custom property of the activity, or an undefined element.</summary>
    public JsonElement CustomProperty(string name) =>
        Properties.TryGetValue("customProperties", out var custom) && custom.ValueKind is JsonValueKind.Object
            && custom.TryGetProperty(name, out var value) ? value : default;
}

/// <summary>An arrow of a flowchart; ends are activity ids within it.</summary>
public sealed record Connection(string SourceId, string SourcePort, string TargetId, string TargetPort, ImmutableArray<Point> Vertices);

/// <summary>What the designer stores beside an activity.</summary>
public sealed record NodeMetadata(string? DisplayText, string? Description, Point Position, Size Size);

public readonly record struct Point(double X, double Y);

public readonly record struct Size(double Width, double Height);
