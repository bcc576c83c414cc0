using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Host.StudioApi.Descriptors;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>
/// Activities of types that the Studio's list does not have, under a type that it can draw; all else in them stays, and what the Studio
/// sends back gets its own type again. Nothing is stored or exported with a stand-in.
/// </summary>
internal static class StandIns
{
    /// <summary>What an activity was before; only stand-ins have it.</summary>
    private const string Original = "staffFlowsOriginal";

    /// <param name="activity">It and all that stands in it have their node ids.</param>
    /// <param name="known">Types and versions in the Studio's list.</param>
    /// <param name="ways">The outcomes that connections leave it by.</param>
    public static void Put(JsonObject activity, FrozenSet<(string Type, int Version)> known, params string[] ways)
    {
        if (activity["type"] is not JsonValue type || !type.TryGetValue<string>(out var name)) return;
        if (name != ActivityTree.RootType && !known.Contains((name, VersionOf(activity))))
        {
            Put(activity, ways);
            return;
        }

        var leaving = Leaving(activity);
        foreach (var (_, child) in NestedActivities.In(activity)) Put(child, known, [.. leaving[child["id"]?.ToString() ?? ""].Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Everything as it was.</summary>
    public static void Remove(JsonNode? json)
    {
        if (json is JsonArray list)
        {
            foreach (var item in list) Remove(item);
        }
        else if (json is JsonObject activity)
        {
            if (activity[Original] is JsonObject original) Remove(activity, original);
            foreach (var (_, value) in activity) Remove(value);
        }
    }

    private static void Put(JsonObject activity, string[] ways)
    {
        activity[Original] = new JsonObject { ["missingTypeName"] = activity["type"]!.DeepClone(), ["missingTypeVersion"] = activity["version"]?.DeepClone() };
        activity[UnknownActivity.Missing] = Input("String", "Literal", $"{activity[Original]!["missingTypeName"]} v{VersionOf(activity)}");
        activity[UnknownActivity.Ways] = Input("Object", "Object", JsonSerializer.Serialize(ways));
        activity["type"] = UnknownActivity.Type;
        activity["version"] = 1;
    }

    private static JsonObject Input(string type, string syntax, string value) => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };

    private static void Remove(JsonObject activity, JsonObject original)
    {
        activity["type"] = original["missingTypeName"]?.DeepClone();
        if (original["missingTypeVersion"] is { } version) activity["version"] = version.DeepClone();
        else activity.Remove("version");
        foreach (var ours in new[] { Original, UnknownActivity.Missing, UnknownActivity.Ways }) activity.Remove(ours);
    }

    /// <summary>The outcomes that an activity is left by, as far as the Studio draws its connections.</summary>
    private static ILookup<string, string> Leaving(JsonObject container) =>
        (container["connections"] as JsonArray ?? []).Select(connection => (connection as JsonObject)?["source"]).OfType<JsonObject>()
            .ToLookup(source => $"{source["activity"]}", source => source["port"]?.ToString() ?? "Done", StringComparer.Ordinal);

    private static int VersionOf(JsonObject activity) => activity["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1;
}
