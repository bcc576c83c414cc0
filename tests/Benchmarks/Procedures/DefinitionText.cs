using System.Text.Json.Nodes;

namespace StaffFlows.Benchmarks.Procedures;

/// <summary>Writes a definition in Elsa's JSON: a flowchart of the given activities and arrows, published as a procedure.</summary>
internal static class DefinitionText
{
    /// <param name="key">The procedure's key, and the definition's id.</param>
    /// <param name="arrows">As <c>from:port→to</c> in parts.</param>
    public static JsonObject Procedure(string key, IEnumerable<JsonObject> activities, IEnumerable<(string From, string Port, string To)> arrows) => new()
    {
        ["id"] = $"{key}-v1",
        ["definitionId"] = key,
        ["name"] = key,
        ["createdAt"] = "2026-11-20T01:00:00+00:00",
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["variables"] = new JsonArray(Variable("form", "Object"), Variable("title", "String")),
        ["inputs"] = new JsonArray(new JsonObject { ["type"] = "Object", ["name"] = "form", ["displayName"] = "form" }),
        ["customProperties"] = new JsonObject
        {
            ["StaffFlows:Procedure"] = new JsonObject { ["key"] = key, ["form"] = FormText.Key, ["numberPattern"] = $"{key.ToUpperInvariant()}-{{year}}-{{0:000000}}", ["mayStart"] = "active" },
        },
        ["root"] = new JsonObject
        {
            ["id"] = "Flowchart1",
            ["nodeId"] = "Workflow1:Flowchart1",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. activities]),
            ["connections"] = new JsonArray([.. arrows.Select(arrow => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = arrow.From, ["port"] = arrow.Port },
                ["target"] = new JsonObject { ["activity"] = arrow.To, ["port"] = "In" },
            })]),
        },
    };

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject
        {
            ["id"] = id, ["nodeId"] = $"Workflow1:Flowchart1:{id}", ["name"] = id, ["type"] = type, ["version"] = 1,
            ["metadata"] = new JsonObject { ["displayText"] = id },
        };
        foreach (var (name, value) in inputs) activity[name] = value;
        return activity;
    }

    public static JsonObject Start() => Activity("start", "Elsa.Start");

    /// <summary>Keeps what the applicant typed, so that later steps can name persons by it.</summary>
    public static JsonObject ReceiveForm() => Activity(
        "receive", "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "var-form", ["name"] = "form", ["typeName"] = "Object" }),
        ("value", Input("Object", "JavaScript", "getInput('form')")));

    public static JsonObject Task(string id, string assignee) => Activity(
        id, "StaffFlows.UserTask", ("stepName", Input("String", "Literal", id)), ("assignee", Input("String", "Literal", assignee)),
        ("mode", Input("String", "Literal", "one")),
        ("outcomeLabels", Input("Object", "Object", """
            [{"key":"agree","zh":"同意","en":"Agree","intent":"positive","opinionRequired":false},{"key":"reject","zh":"不同意","en":"Reject","intent":"negative","opinionRequired":false}]
            """.Trim())));

    public static JsonObject Decision(string id, string script) => Activity(id, "Elsa.FlowDecision", ("condition", Input("Boolean", "JavaScript", script)));

    public static JsonObject Close(string id, string status) => Activity(id, "StaffFlows.CloseCase", ("status", Input("String", "Literal", status)));

    public static JsonObject Input(string type, string expression, JsonNode value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value } };

    private static JsonObject Variable(string name, string type) => new()
    {
        ["id"] = $"var-{name}", ["name"] = name, ["typeName"] = type, ["isArray"] = false, ["value"] = null,
        ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver",
    };
}
