using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Specs.Golden;

/// <summary>What the chart calls the steps of a procedure.</summary>
internal sealed class StepNames(IReadOnlyDictionary<string, string> byNode)
{
    public static StepNames Of(string procedure)
    {
        var names = new Dictionary<string, string>();
        Read(JsonNode.Parse(Activities.Repository.ReadText($"workflows/{procedure}.json"))!["root"]!, names);
        return new(names);
    }

    /// <summary>Null for what is no step of the chart, as the chart itself.</summary>
    public string? Find(string nodeId) => byNode.GetValueOrDefault(nodeId);

    private static void Read(JsonNode activity, Dictionary<string, string> names)
    {
        if (activity["metadata"]?["displayText"]?.ToString() is { Length: > 0 } name) names[activity["nodeId"]!.ToString()] = name;
        foreach (var inner in activity["activities"]?.AsArray() ?? []) Read(inner!, names);
        if (activity["body"] is JsonObject body) Read(body, names);
    }
}
