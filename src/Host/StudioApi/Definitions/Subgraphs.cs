using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Runtime;
using StaffFlows.Host.StudioApi.Descriptors;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>
/// One place in a definition with all that is inside it, and the way there. An activity that stands for another definition has that one's
/// activities inside it, under its own node id.
/// </summary>
internal sealed class Subgraphs(DefinitionStore definitions, ActivityCatalog catalog, ActivityList activities)
{
    private const string Flowchart = "Elsa.Flowchart";

    /// <summary>The place; the whole workflow where the definition has no such node. Null where there is no such version.</summary>
    public async Task<JsonObject?> FindAsync(string versionId, string? nodeId, CancellationToken ct) => await definitions.FindVersionAsync(versionId, ct) is { } definition
        ? Write((await FindPathAsync(definition, nodeId, ct) ?? [RootOf(definition, null)])[^1], await activities.ReadTypesAsync(ct))
        : null;

    /// <summary>The containers on the way to a node, the outermost first. Null where there is no such version or node.</summary>
    public async Task<JsonObject?> FindSegmentsAsync(string versionId, string? nodeId, CancellationToken ct)
    {
        if (await definitions.FindVersionAsync(versionId, ct) is not { } definition || await FindPathAsync(definition, nodeId, ct) is not { } path) return null;

        var known = await activities.ReadTypesAsync(ct);
        var named = path.Index().Where(place => place.Index < path.Length - 1 && place.Item.Type is not (ActivityTree.RootType or Flowchart)).ToList();
        return new()
        {
            ["childNode"] = Write(path[^1], known),
            ["container"] = Write(named.Count == 0 ? path[0] : named[^1].Item, known),
            ["pathSegments"] = new JsonArray([.. named.Select(place => new JsonObject
            {
                ["activityNodeId"] = place.Item.NodeId,
                ["activityId"] = place.Item.Json["id"]?.ToString(),
                ["activityType"] = place.Item.Type,
                ["portName"] = path[place.Index + 1].Port,
                ["activityName"] = place.Item.Json["name"]?.ToString() ?? place.Item.Type,
            })]),
        };
    }

    private async Task<ImmutableArray<Place>?> FindPathAsync(WorkflowDefinition definition, string? nodeId, CancellationToken ct)
    {
        var used = await CompositeLoader.LoadAsync(definition, catalog, definitions, ct);
        return Descend([Complete(RootOf(definition, null), used)]);

        ImmutableArray<Place>? Descend(ImmutableArray<Place> path)
        {
            var here = path[^1];
            if (here.NodeId == nodeId) return path;
            foreach (var child in ChildrenOf(here).Where(child => nodeId == child.NodeId || nodeId?.StartsWith($"{child.NodeId}:", StringComparison.Ordinal) == true))
                return Descend([.. path, Complete(child, used)]);
            return null;
        }
    }

    /// <summary>With the definition that it stands for, where it stands for one.</summary>
    private Place Complete(Place place, CompositeLibrary used)
    {
        if (place.Type == ActivityTree.RootType || ReferenceOf(place) is not { } reference || used.Find(reference) is not { } definition) return place;

        var json = (JsonObject)place.Json.DeepClone();
        json["root"] = RootOf(definition, place.NodeId).Json;
        return place with { Json = json };
    }

    private CompositeReference? ReferenceOf(Place place)
    {
        var versionId = place.Json["workflowDefinitionVersionId"]?.ToString();
        return versionId is null && catalog.Find(place.Type) is not null ? null : new(place.Type, place.Json["workflowDefinitionId"]?.ToString(), versionId);
    }

    /// <summary>The implicit workflow round the definition's root activity.</summary>
    private static Place RootOf(WorkflowDefinition definition, string? parentNodeId) => new("Root", new JsonObject
    {
        ["id"] = ActivityTree.RootId,
        ["nodeId"] = parentNodeId is null ? ActivityTree.RootId : $"{parentNodeId}:{ActivityTree.RootId}",
        ["name"] = definition.Name,
        ["type"] = ActivityTree.RootType,
        ["version"] = 1,
        ["customProperties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["root"] = ActivityTree.WithNodeIds(definition, parentNodeId).Root,
    });

    private static IEnumerable<Place> ChildrenOf(Place place) =>
        NestedActivities.In(place.Json).Select(child => new Place(char.ToUpperInvariant(child.Slot[0]) + child.Slot[1..], child.Activity));

    private static JsonObject Write(Place place, FrozenSet<(string Type, int Version)> known)
    {
        var activity = (JsonObject)place.Json.DeepClone();
        StandIns.Put(activity, known);
        return new() { ["nodeId"] = place.NodeId, ["port"] = place.Port, ["activity"] = activity };
    }

    /// <param name="Port">The member of the container that holds it.</param>
    private sealed record Place(string Port, JsonObject Json)
    {
        public string NodeId => Json["nodeId"]!.ToString();

        public string Type => Json["type"]?.ToString() ?? "";
    }
}
