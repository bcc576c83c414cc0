using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>Small definitions as the Studio writes them, and test runs of them.</summary>
internal static class RunOf
{
    /// <summary>A test run whose only step, 算一算, asks a script for what is not there.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> ADefinitionThatFailsAsync(IPage page, string definitionId, string name)
    {
        var failing = new JsonObject
        {
            ["id"] = "sum", ["nodeId"] = "Workflow1:Flowchart1:sum", ["name"] = "Sum", ["type"] = "Elsa.SetVariable", ["version"] = 1,
            ["value"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "nobody.knows()" } },
            ["metadata"] = new JsonObject
            {
                ["displayText"] = "算一算",
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 40, ["y"] = 40 }, ["size"] = new JsonObject { ["width"] = 200, ["height"] = 60 } },
            },
        };
        var saved = await page.CallAsync("POST", "workflow-definitions", new { model = Definition(definitionId, name, failing), publish = false });
        saved.Status.ShouldBe(200, saved.Body?.ToJsonString());
        var run = await page.CallAsync("POST", $"workflow-definitions/{definitionId}/execute", new { versionOptions = "Latest" });
        var state = run.Body!["workflowState"]!;
        state["incidents"]!.AsArray().Count.ShouldBe(1);
        return state["id"]!.ToString();
    }

    public static JsonObject Definition(string definitionId, string name, params JsonObject[] activities) => new()
    {
        ["definitionId"] = definitionId, ["name"] = name, ["description"] = "", ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(),
        ["outcomes"] = new JsonArray(), ["customProperties"] = new JsonObject(), ["options"] = new JsonObject(),
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1", ["nodeId"] = "Workflow1:Flowchart1", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(), ["variables"] = new JsonArray(),
            ["activities"] = new JsonArray([.. activities]), ["connections"] = new JsonArray(),
        },
    };
}
