using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Writes flowchart definitions for tests.</summary>
internal sealed class Flow
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];
    private readonly JsonArray variables = [];
    private readonly JsonArray inputs = [];
    private readonly JsonArray outputs = [];
    private readonly JsonObject options = [];

    public Flow Add(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members) activity[name] = value;
        activities.Add(activity);

        return this;
    }

    public Flow Line(string id) => Add(id, "Elsa.WriteLine", ("text", Input("Literal", id)));

    public Flow Line(string id, string script) => Add(id, "Elsa.WriteLine", ("text", Input("JavaScript", script)));

    public Flow Fork(string id, params string[] branches) => Add(id, "Elsa.FlowFork", ("branches", Input("Object", new JsonArray([.. branches.Select(branch => (JsonNode)branch)]).ToJsonString())));

    public Flow Join(string id, string mode) => Add(id, "Elsa.FlowJoin", ("mode", Input("Literal", mode)));

    public Flow Decision(string id, string script) => Add(id, "Elsa.FlowDecision", ("condition", Input("JavaScript", script)));

    /// <summary>A task whose answer goes to a variable of the same name.</summary>
    /// <param name="expected">What a preview may expect it to be told.</param>
    public Flow Task(string id, string? expected = null) => Variable(id).Add(
        id, expected is null ? "Elsa.RunTask" : "Test.PredictableTask",
        ("taskName", Input("Literal", id)),
        ("expected", expected is null ? null : Input("Literal", expected)),
        ("result", To(id)));

    public Flow Variable(string name, string typeName = "Object", JsonNode? value = null, string? driver = "WorkflowInstanceStorageDriver")
    {
        variables.Add(new JsonObject { ["id"] = "var-" + name, ["name"] = name, ["typeName"] = typeName, ["isArray"] = false, ["value"] = value, ["storageDriverTypeName"] = driver });

        return this;
    }

    /// <summary>An activity from which instances can be started.</summary>
    public Flow Trigger(string id, string type, params (string Name, JsonNode? Value)[] members) =>
        Add(id, type, [.. members, ("customProperties", new JsonObject { ["canStartWorkflow"] = true })]);

    /// <summary>An event whose payload goes to a variable of the same name.</summary>
    public Flow Event(string id, string eventName, bool canStart = false) =>
        Variable(id).Add(id, "Elsa.Event", ("eventName", Input("Literal", eventName)), ("result", To(id)), ("customProperties", new JsonObject { ["canStartWorkflow"] = canStart }));

    /// <summary>An activity that starts another workflow and whose result goes to a variable of the same name.</summary>
    public Flow Child(string id, string type, string definitionId, params (string Name, JsonNode? Value)[] members) =>
        Variable(id).Add(id, type, [("workflowDefinitionId", Input("Literal", definitionId)), ("result", To(id)), .. members]);

    public Flow Option(string name, string value)
    {
        options[name] = value;

        return this;
    }

    public Flow WorkflowOutput(string name)
    {
        outputs.Add(new JsonObject { ["name"] = name, ["type"] = "Object" });

        return this;
    }

    /// <summary>Sets a workflow output.</summary>
    public Flow Output(string id, string name, string script) =>
        Add(id, "Elsa.SetOutput", ("outputName", Input("Literal", name)), ("outputValue", Input("JavaScript", script)));

    public Flow WorkflowInput(string name, string? driver = null)
    {
        inputs.Add(new JsonObject { ["name"] = name, ["type"] = "String", ["storageDriverType"] = driver });

        return this;
    }

    public Flow ContinueWithIncidents()
    {
        options["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core";

        return this;
    }

    /// <summary><c>"a", "d.True", "b"</c>: from a by Done to d, from d by True to b.</summary>
    public Flow Path(params string[] steps)
    {
        for (var i = 1; i < steps.Length; i++)
        {
            var (source, port) = Split(steps[i - 1]);
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
                ["target"] = new JsonObject { ["activity"] = Split(steps[i]).Activity, ["port"] = "In" },
            });
        }

        return this;
    }

    public WorkflowDefinition Build(string definitionId = "p", int version = 1) => WorkflowDefinitionJson.Read(new JsonObject
    {
        ["id"] = $"{definitionId}-v{version}",
        ["definitionId"] = definitionId,
        ["version"] = version,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["variables"] = variables.DeepClone(),
        ["inputs"] = inputs.DeepClone(),
        ["outputs"] = outputs.DeepClone(),
        ["options"] = options.DeepClone(),
        ["root"] = new JsonObject
        {
            ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities.DeepClone(), ["connections"] = connections.DeepClone(),
        },
    });

    public static JsonObject Input(string type, string value) => new() { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    /// <summary>An activity's output that goes to a variable.</summary>
    public static JsonObject To(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "var-" + variable } };

    private static (string Activity, string Port) Split(string step) =>
        step.Split('.') is [var activity, var port] ? (activity, port) : (step, "Done");
}
