using System.Text.Json.Nodes;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Activities;
using StaffFlows.Workflows.Procedures;

namespace StaffFlows.Engine.Tests.Procedures;

/// <summary>The leave procedure that ships, and the same with something changed in its JSON.</summary>
internal static class Leave_versions
{
    public static ProcedureVocabulary Words { get; } = new(new ActivityCatalog([.. StandardActivities.All, .. StaffFlowsActivities.All]), The_county.Today);

    public static ProcedureVersion Shipped { get; } = With(_ => { });

    public static ProcedureVersion With(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Repository.Read("workflows/leave.json").Span)!.AsObject();
        change(json);
        return ProcedureVersion.Of(WorkflowDefinitionJson.Read(json));
    }

    public static ProcedureDifferences Compare(Action<JsonObject> change) => new ProcedureComparison(Words).Compare(Shipped, With(change));

    public static JsonObject Step(this JsonObject definition, string id) => definition.Steps().Select(step => step!.AsObject()).Single(step => step["id"]!.ToString() == id);

    public static JsonArray Steps(this JsonObject definition) => definition["root"]!["activities"]!.AsArray();

    public static JsonArray Connections(this JsonObject definition) => definition["root"]!["connections"]!.AsArray();

    public static void Set(this JsonObject step, string input, JsonNode value, string type = "Literal") =>
        step[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static JsonObject Task(string id, string name) => new()
    {
        ["id"] = id, ["type"] = "StaffFlows.UserTask", ["version"] = 1,
        ["metadata"] = new JsonObject { ["displayText"] = name, ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 600, ["y"] = 820 } } },
    };

    public static JsonObject Arrow(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    public static JsonObject FindArrow(this JsonObject definition, string from, string port) =>
        definition.Connections().Select(c => c!.AsObject()).Single(c => c["source"]!["activity"]!.ToString() == from && c["source"]!["port"]!.ToString() == port);
}
