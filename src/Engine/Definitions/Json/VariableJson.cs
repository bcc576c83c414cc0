using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace StaffFlows.Engine.Definitions.Json;

internal static class VariableJson
{
    private static readonly ImmutableHashSet<string> Known = ["id", "name", "typeName", "isArray", "value", "storageDriverTypeName"];

    /// <summary>A variable without an id is known by its name.</summary>
    public static ImmutableArray<Variable> ReadAll(JsonNode? list) =>
        [.. WorkflowDefinitionJson.Objects(list).Select(Read)];

    public static JsonNode Write(Variable variable)
    {
        var json = new JsonObject
        {
            ["id"] = variable.Id,
            ["name"] = variable.Name,
            ["typeName"] = variable.TypeName,
            ["isArray"] = variable.IsArray,
            ["value"] = variable.Value?.DeepClone(),
            ["storageDriverTypeName"] = variable.StorageDriver,
        };
        foreach (var (name, value) in variable.Extra) json[name] = value?.DeepClone();

        return json;
    }

    private static Variable Read(JsonObject json)
    {
        var name = WorkflowDefinitionJson.Text(json, "name") ?? "";

        return new(
            WorkflowDefinitionJson.Text(json, "id") ?? name,
            name,
            WorkflowDefinitionJson.Text(json, "typeName") ?? "Object",
            WorkflowDefinitionJson.Flag(json, "isArray"),
            json["value"]?.DeepClone(),
            WorkflowDefinitionJson.Text(json, "storageDriverTypeName")) { Extra = WorkflowDefinitionJson.Without(json, Known) };
    }
}
