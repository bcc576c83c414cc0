using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StaffFlows.Engine.Definitions.Json;

/// <summary>
/// Elsa 3 workflow-definition JSON to and from <see cref="WorkflowDefinition"/>. Tolerant when reading; what it does not know
/// it keeps and writes back unchanged, and the tree of activities is never touched.
/// </summary>
public static class WorkflowDefinitionJson
{
    private static readonly ImmutableHashSet<string> Known =
    [
        "id", "definitionId", "version", "name", "description", "createdAt", "isLatest", "isPublished",
        "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root",
    ];

    /// <exception cref="FormatException">The text is no JSON object or has no <c>root</c> activity.</exception>
    public static WorkflowDefinition Read(string json)
    {
        try
        {
            return Read(JsonNode.Parse(json) as JsonObject ?? throw new FormatException("A workflow definition is a JSON object."));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The workflow definition is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <exception cref="FormatException">There is no <c>root</c> activity.</exception>
    public static WorkflowDefinition Read(JsonObject json)
    {
        var root = json["root"] as JsonObject ?? throw new FormatException("The workflow definition has no root activity.");
        var definitionId = Text(json, "definitionId") ?? "";
        var version = json["version"] is JsonValue number && number.TryGetValue<int>(out var value) ? value : 1;

        return new(
            Text(json, "id") ?? $"{definitionId}-v{version.ToString(CultureInfo.InvariantCulture)}",
            definitionId,
            version,
            Text(json, "name"),
            Text(json, "description"),
            DateTimeOffset.TryParse(Text(json, "createdAt"), CultureInfo.InvariantCulture, out var createdAt) ? createdAt : default,
            Flag(json, "isLatest"),
            Flag(json, "isPublished"),
            VariableJson.ReadAll(json["variables"]),
            [.. Objects(json["inputs"]).Select(ReadInput)],
            [.. Objects(json["outputs"]).Select(raw => new OutputDefinition(Text(raw, "name") ?? "", Text(raw, "type") ?? "Object", Copy(raw)))],
            [.. Items(json["outcomes"]).OfType<JsonValue>().Select(item => item.ToString())],
            Copy(json["customProperties"] as JsonObject),
            Copy(json["options"] as JsonObject),
            Copy(root),
            Without(json, Known));
    }

    /// <summary>The definition as Elsa's JSON; independent of the definition's own nodes.</summary>
    public static JsonObject Write(WorkflowDefinition definition)
    {
        var json = new JsonObject
        {
            ["id"] = definition.Id,
            ["definitionId"] = definition.DefinitionId,
            ["name"] = definition.Name,
            ["description"] = definition.Description,
            ["createdAt"] = definition.CreatedAt,
            ["version"] = definition.Version,
            ["isLatest"] = definition.IsLatest,
            ["isPublished"] = definition.IsPublished,
            ["variables"] = new JsonArray([.. definition.Variables.Select(VariableJson.Write)]),
            ["inputs"] = new JsonArray([.. definition.Inputs.Select(input => input.Raw.DeepClone())]),
            ["outputs"] = new JsonArray([.. definition.Outputs.Select(output => output.Raw.DeepClone())]),
            ["outcomes"] = new JsonArray([.. definition.Outcomes.Select(outcome => (JsonNode)outcome)]),
            ["customProperties"] = definition.CustomProperties.DeepClone(),
            ["options"] = definition.Options.DeepClone(),
        };
        foreach (var (name, value) in definition.Extra) json[name] = value?.DeepClone();
        json["root"] = definition.Root.DeepClone();

        return json;
    }

    private static InputDefinition ReadInput(JsonObject raw) =>
        new(Text(raw, "name") ?? "", Text(raw, "type") ?? "Object", Flag(raw, "isArray"), Text(raw, "storageDriverType"), Copy(raw));

    internal static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value ? value.TryGetValue<string>(out var text) ? text : value.ToString() : null;

    internal static bool Flag(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The items of a list, also where a reference-preserving serializer wrapped it into <c>$values</c>.</summary>
    internal static IEnumerable<JsonNode?> Items(JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject wrapper when wrapper["$values"] is JsonArray array => array,
        _ => [],
    };

    internal static IEnumerable<JsonObject> Objects(JsonNode? node) => Items(node).OfType<JsonObject>();

    internal static JsonObject Without(JsonObject json, ImmutableHashSet<string> known) =>
        new(json.Where(member => !known.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Copy(JsonObject? json) => json is null ? [] : (JsonObject)json.DeepClone();
}
