using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>A definition of one activity, for what the shipped procedures don't do.</summary>
internal static class SmallFlow
{
    public static WorkflowDefinition Of(string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = "only", ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

        return WorkflowDefinitionJson.Read(new JsonObject
        {
            ["id"] = "small-v1",
            ["definitionId"] = "leave",
            ["version"] = 1,
            ["isPublished"] = true,
            ["root"] = new JsonObject { ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = new JsonArray(activity), ["connections"] = new JsonArray() },
        });
    }
}
