using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>What a JSON answer is made of, a line for each place: where it is and which kinds of values stand there.</summary>
internal static class Shape
{
    /// <summary>What is a definition's own to say, and not the API's.</summary>
    private static readonly string[] Opaque = ["root", "activity", "customProperties", "metadata", "defaultValue", "StaffFlows:Procedure"];

    public static string Of(JsonNode? json)
    {
        var places = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        Walk("$", json, places);
        return string.Concat(places.Select(place => $"{place.Key}: {string.Join(" or ", place.Value)}\n"));
    }

    private static void Walk(string at, JsonNode? json, SortedDictionary<string, SortedSet<string>> places)
    {
        if (!places.TryGetValue(at, out var kinds)) places[at] = kinds = new(StringComparer.Ordinal);
        kinds.Add(KindOf(json));
        if (json is JsonArray list)
        {
            foreach (var item in list) Walk($"{at}[]", item, places);
        }

        if (json is not JsonObject members) return;
        foreach (var (name, value) in members)
        {
            if (Opaque.Contains(name)) (places.TryGetValue($"{at}.{name}", out var some) ? some : places[$"{at}.{name}"] = new(StringComparer.Ordinal)).Add("anything");
            else Walk($"{at}.{name}", value, places);
        }
    }

    private static string KindOf(JsonNode? json) => json?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "flag",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "text",
        JsonValueKind.Array => "list",
        _ => "object",
    };
}
