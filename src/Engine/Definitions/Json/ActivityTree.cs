using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Engine.Definitions.Json;

/// <summary>
/// The activities of a definition as a tree of <see cref="ActivityNode"/>s under the implicit root <c>Workflow1</c>. Missing ids are
/// generated as short type name and counter; connections whose ends cannot be found are left out (the JSON keeps them).
/// </summary>
public static class ActivityTree
{
    public const string RootId = "Workflow1";
    public const string RootType = "Elsa.Workflow";

    private static readonly ImmutableHashSet<string> NoActivities = ["customProperties", "metadata", "connections", "variables"];

    /// <param name="parentNodeId">The activity that the whole definition stands for, where it is used as one.</param>
    public static ActivityNode Read(WorkflowDefinition definition, string? parentNodeId = null)
    {
        var root = JsonSerializer.SerializeToElement(definition.Root);
        var nodeId = parentNodeId is null ? RootId : $"{parentNodeId}:{RootId}";
        var main = new Reader(UsedIds(root)).Read(new("root", 0, root), nodeId);

        return new(
            RootId, nodeId, definition.Name, RootType, 1, ImmutableDictionary<string, JsonElement>.Empty,
            [main], [], definition.Variables, new(definition.Name, definition.Description, default, default));
    }

    /// <summary>The definition with every activity's <c>id</c> present and <c>nodeId</c> right, as the designer expects it.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="parentNodeId">The activity that the whole definition stands for, where it is used as one.</param>
    public static WorkflowDefinition WithNodeIds(WorkflowDefinition definition, string? parentNodeId = null) =>
        Rewrite(definition, (json, node) => (json["id"], json["nodeId"]) = (node.Id, node.NodeId), parentNodeId);

    /// <summary>A copy of the definition in which the JSON of each activity was changed; its place and type must stay.</summary>
    internal static WorkflowDefinition Rewrite(WorkflowDefinition definition, Action<JsonObject, ActivityNode> change, string? parentNodeId = null)
    {
        var root = (JsonObject)definition.Root.DeepClone();
        Rewrite(root, Read(definition, parentNodeId).Children[0], change);

        return definition with { Root = root };
    }

    private static void Rewrite(JsonObject json, ActivityNode node, Action<JsonObject, ActivityNode> change)
    {
        var children = new Queue<ActivityNode>(node.Children);
        foreach (var (slot, value) in json.ToList())
        {
            foreach (var child in Candidates(slot, value))
            {
                if (children.TryPeek(out var next) && next.Slot == slot && next.Type == (string?)child["type"]) Rewrite(child, children.Dequeue(), change);
            }
        }

        change(json, node);
    }

    private static IEnumerable<JsonObject> Candidates(string slot, JsonNode? value)
    {
        if (NoActivities.Contains(slot)) return [];

        return value switch
        {
            JsonObject wrapper when wrapper["$values"] is JsonArray values => Candidates(slot, values),
            JsonObject single => [single],
            JsonArray list => list.OfType<JsonObject>().Select(item => item["activity"] as JsonObject ?? item),
            _ => [],
        };
    }

    private static HashSet<string> UsedIds(JsonElement activity)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        Collect(activity);

        return ids;

        void Collect(JsonElement current)
        {
            if (Text(current, "id") is { } id) ids.Add(id);
            foreach (var child in Children(current)) Collect(child.Activity);
        }
    }

    private static IEnumerable<Placed> Children(JsonElement activity)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in activity.EnumerateObject().SelectMany(member => In(member.Name, member.Value)))
        {
            // A flowchart's "start" repeats one of its activities.
            if (Text(child.Activity, "id") is { } id && !ids.Add(id)) continue;

            yield return child;
        }
    }

    private static IEnumerable<Placed> In(string slot, JsonElement value)
    {
        if (NoActivities.Contains(slot)) return [];
        if (IsActivity(value)) return [new(slot, 0, value)];
        if (value.ValueKind is JsonValueKind.Object && value.TryGetProperty("$values", out var values)) return In(slot, values);
        if (value.ValueKind is not JsonValueKind.Array) return [];

        return value.EnumerateArray()
            .Select(item => !IsActivity(item) && item.ValueKind is JsonValueKind.Object && item.TryGetProperty("activity", out var inner) ? inner : item)
            .Select((item, position) => new Placed(slot, position, item))
            .Where(placed => IsActivity(placed.Activity));
    }

    private static bool IsActivity(JsonElement json) =>
        json.ValueKind is JsonValueKind.Object
        && Text(json, "type") is not null
        && !json.TryGetProperty("expression", out _)
        && (json.TryGetProperty("version", out _) || json.TryGetProperty("id", out _) || json.TryGetProperty("nodeId", out _));

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>An activity and the member of its container that holds it.</summary>
    private readonly record struct Placed(string Slot, int Position, JsonElement Activity);

    private sealed class Reader(HashSet<string> usedIds)
    {
        private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);

        public ActivityNode Read(Placed placed, string parentNodeId)
        {
            var json = placed.Activity;
            if (!IsActivity(json)) throw new FormatException($"The member '{placed.Slot}' of '{parentNodeId}' is not an activity.");

            var type = Text(json, "type")!;
            var id = Text(json, "id") ?? NextId(type);
            var nodeId = $"{parentNodeId}:{id}";
            var children = Children(json).Select(child => Read(child, nodeId)).ToImmutableArray();
            var ids = children.Select(child => child.Id).ToHashSet(StringComparer.Ordinal);

            return new(
                id, nodeId, Text(json, "name"), type,
                json.TryGetProperty("version", out var version) && version.TryGetInt32Safely(out var number) ? number : 1,
                json.EnumerateObject().DistinctBy(member => member.Name).ToImmutableDictionary(member => member.Name, member => member.Value),
                children,
                json.TryGetProperty("connections", out var connections)
                    ? [.. ConnectionJson.ReadAll(connections).Where(connection => ids.Contains(connection.SourceId) && ids.Contains(connection.TargetId))]
                    : [],
                json.TryGetProperty("variables", out var variables) ? VariableJson.ReadAll(JsonNode.Parse(variables.GetRawText())) : [],
                NodeMetadataJson.Read(json)) { Slot = placed.Slot, SlotIndex = placed.Position };
        }

        private string NextId(string type)
        {
            var shortName = type[(type.LastIndexOf('.') + 1)..];
            string id;
            do
            {
                var count = counters[shortName] = counters.GetValueOrDefault(shortName) + 1;
                id = shortName + count.ToString(CultureInfo.InvariantCulture);
            }
            while (!usedIds.Add(id));

            return id;
        }
    }

    private static bool TryGetInt32Safely(this JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out value);
    }
}
