using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Engine.Tests.Engine.Support;

/// <summary>Writes activities that stand inside others, and definitions around any of them.</summary>
internal static class Nodes
{
    public const string Kept = "WorkflowInstanceStorageDriver";

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members) activity[name] = value;

        return activity;
    }

    public static JsonObject Line(string id) => Activity(id, "Elsa.WriteLine", ("text", Flow.Input("Literal", id)));

    public static JsonObject Line(string id, string script) => Activity(id, "Elsa.WriteLine", ("text", Script(script)));

    public static JsonObject Task(string id) => Activity(id, "Elsa.RunTask", ("taskName", Flow.Input("Literal", id)));

    public static JsonObject Break(string id = "break") => Activity(id, "Elsa.Break");

    public static JsonObject Sequence(string id, params JsonObject[] activities) => Activity(id, "Elsa.Sequence", ("activities", List(activities)));

    public static JsonObject Parallel(string id, params JsonObject[] activities) => Activity(id, "Elsa.Parallel", ("activities", List(activities)));

    public static JsonObject If(string id, string script, JsonObject? then = null, JsonObject? otherwise = null) =>
        Activity(id, "Elsa.If", ("condition", Script(script)), ("then", then), ("else", otherwise));

    public static JsonObject While(string id, string script, JsonObject? body = null) => Activity(id, "Elsa.While", ("condition", Script(script)), ("body", body));

    public static JsonObject ForEach(string id, string script, JsonObject? body = null, string type = "Elsa.ForEach") =>
        Activity(id, type, ("items", Script(script)), ("body", body));

    public static JsonObject SetVariable(string id, string variable, string script) =>
        Activity(id, "Elsa.SetVariable", ("variable", new JsonObject { ["id"] = variable }), ("value", Script(script)));

    public static JsonObject Script(string script) => Flow.Input("JavaScript", script);

    public static JsonObject BoundTo(string id) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = id } };

    public static JsonObject Variable(string name, JsonNode? value = null, string? driver = Kept) =>
        new() { ["id"] = name, ["name"] = name, ["typeName"] = "Object", ["isArray"] = false, ["value"] = value, ["storageDriverTypeName"] = driver };

    /// <summary>With variables of its own.</summary>
    public static JsonObject With(this JsonObject container, params JsonObject[] variables)
    {
        container["variables"] = List(variables);

        return container;
    }

    public static WorkflowDefinition Define(JsonObject root, params JsonObject[] variables) => WorkflowDefinitionJson.Read(new JsonObject
    {
        ["id"] = "p-v1", ["definitionId"] = "p", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true, ["variables"] = List(variables), ["root"] = root,
    });

    public static JsonArray List(params JsonObject[] items) => [.. items];
}
