using System.Text.Json.Nodes;

namespace StaffFlows.Host.Tests.StudioApi;

/// <summary>Small definitions as the Studio draws them.</summary>
internal static class Drawn
{
    /// <summary>A file of this folder's <c>Files</c>.</summary>
    public static Task<string> FileAsync(string name) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "StudioApi", "Files", name));

    /// <summary>A flowchart of one activity for each type.</summary>
    public static JsonObject Of(string definitionId, string name, params string[] types) => new()
    {
        ["definitionId"] = definitionId, ["name"] = name, ["description"] = "", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = false,
        ["options"] = new JsonObject { ["usableAsActivity"] = true },
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1",
            ["activities"] = new JsonArray([.. types.Select((type, n) => new JsonObject { ["id"] = $"step{n + 1}", ["type"] = type, ["version"] = 1, ["name"] = $"Step{n + 1}" })]),
            ["connections"] = new JsonArray([.. types.Skip(1).Select((_, n) => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"step{n + 1}", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = $"step{n + 2}", ["port"] = "In" },
            })]),
        },
    };

    public static JsonObject With(this JsonObject json, string member, JsonNode? value)
    {
        json[member] = value;
        return json;
    }

    public static (int Version, bool IsPublished) Flags(this JsonObject definition) => (definition["version"]!.GetValue<int>(), definition["isPublished"]!.GetValue<bool>());
}
