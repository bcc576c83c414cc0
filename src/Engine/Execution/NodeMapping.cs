using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Execution;

/// <summary>
/// Which activity of a new version is which of the old one: as the caller says, else by the same place, else by the same id inside
/// the container's counterpart, else by the same id and type anywhere where that is unmistakable. No two share a counterpart.
/// </summary>
internal sealed class NodeMapping
{
    private static readonly ImmutableHashSet<string> NoContent = ["id", "nodeId", "name", "metadata", "connections", "variables"];

    private readonly Dictionary<GraphNode, GraphNode> targets = [];
    private readonly HashSet<GraphNode> taken = [];
    private readonly HashSet<GraphNode> given = [];

    public NodeMapping(WorkflowGraph from, WorkflowGraph to, ImmutableDictionary<string, string> wished)
    {
        foreach (var (oldId, newId) in wished.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (from.FindNode(oldId) is { } old && to.FindNode(newId) is { } target && TryTake(old, target)) given.Add(old);
            else Refused ??= new(RejectionKind.Invalid, "migration-mapping-invalid", oldId, newId);
        }

        var nodes = from.Root.WithDescendants().ToList();
        foreach (var old in nodes) TryTake(old, to.FindNode(old.Node.NodeId));
        var byId = to.Root.WithDescendants().ToLookup(node => (node.Node.Id, node.Node.Type));
        foreach (var old in nodes)
        {
            if (old.Parent is { } parent && Find(parent) is { } container) TryTake(old, to.FindNode($"{container.Node.NodeId}:{old.Node.Id}"));
            if (byId[(old.Node.Id, old.Node.Type)].ToList() is [var only]) TryTake(old, only);
        }

        Added = [.. to.Root.WithDescendants().Where(node => !taken.Contains(node)).Select(node => node.Node.NodeId)];
    }

    /// <summary>Set where the caller names an activity that is not there, or one twice.</summary>
    public Rejection? Refused { get; }

    public ImmutableArray<string> Added { get; }

    public GraphNode? Find(GraphNode old) => targets.GetValueOrDefault(old);

    public NodeMigration MigrationOf(GraphNode old) => Find(old) switch
    {
        null => NodeMigration.Unmapped,
        { } target when !given.Contains(old) && target.Node.NodeId == old.Node.NodeId && HasSameContent(old.Node, target.Node) => NodeMigration.Unchanged,
        _ => NodeMigration.Mapped,
    };

    private bool TryTake(GraphNode old, GraphNode? target)
    {
        if (target is null || targets.ContainsKey(old) || !taken.Add(target)) return false;

        targets[old] = target;
        return true;
    }

    private static bool HasSameContent(ActivityNode one, ActivityNode other) =>
        one.Variables.Select(Text).SequenceEqual(other.Variables.Select(Text), StringComparer.Ordinal)
        && one.Connections.Select(Ends).SequenceEqual(other.Connections.Select(Ends))
        && Content(one).OrderBy(member => member.Name, StringComparer.Ordinal).SequenceEqual(Content(other).OrderBy(member => member.Name, StringComparer.Ordinal), MemberComparer);

    private static readonly EqualityComparer<(string Name, JsonElement Value)> MemberComparer =
        EqualityComparer<(string Name, JsonElement Value)>.Create((one, other) => one.Name == other.Name && JsonElement.DeepEquals(one.Value, other.Value));

    /// <summary>The members of its own: of lists that hold activities, only what stands beside them.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Content(ActivityNode node)
    {
        var slots = node.Children.Select(child => child.Slot).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in node.Properties)
        {
            if (NoContent.Contains(name)) continue;
            if (!slots.Contains(name)) yield return (name, value);
            else if (value.ValueKind is JsonValueKind.Array) yield return (name, JsonSerializer.SerializeToElement(value.EnumerateArray().Select(BesideActivity).Where(beside => beside.Count > 0)));
        }
    }

    private static Dictionary<string, JsonElement> BesideActivity(JsonElement item) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty("activity", out _)
            ? item.EnumerateObject().Where(member => member.Name != "activity").DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value)
            : [];

    private static string Text(Variable variable) => VariableJson.Write(variable).ToJsonString();

    private static (string, string, string, string) Ends(Connection connection) =>
        (connection.SourceId, connection.SourcePort, connection.TargetId, connection.TargetPort);
}
