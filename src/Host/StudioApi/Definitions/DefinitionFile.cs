using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>A definition as a file: the JSON that Elsa exports, with everything that came in by one, and nothing of this host's.</summary>
internal static class DefinitionFile
{
    private const string Schema = "$schema";

    /// <summary>What Elsa's exports say of themselves.</summary>
    private static readonly (string Member, JsonNode Value)[] Usual =
    [
        (Schema, "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json"), ("toolVersion", "3.8.0.0"), ("isReadonly", false), ("isSystem", false),
    ];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static byte[] Write(WorkflowDefinition definition)
    {
        var json = WorkflowDefinitionJson.Write(definition);
        foreach (var (member, usual) in Usual) json[member] ??= usual.DeepClone();
        var schema = json[Schema]!.DeepClone();
        json.Remove(Schema);
        json.Insert(0, Schema, schema);
        return JsonSerializer.SerializeToUtf8Bytes(json, Readable);
    }

    /// <summary>Leaves out what an export would add again, so that a definition that went out and came back is the same.</summary>
    public static void RemoveUsual(JsonObject json)
    {
        foreach (var (member, usual) in Usual)
        {
            if (JsonNode.DeepEquals(json[member], usual)) json.Remove(member);
        }
    }

    /// <summary>What stands in the download and in an archive; the id is plain ASCII and the version makes it unique.</summary>
    public static string NameOf(WorkflowDefinition definition) =>
        string.Create(CultureInfo.InvariantCulture, $"workflow-definition-{definition.DefinitionId}-v{definition.Version}.json");

    /// <summary>The same in the words of the office, for whoever reads names with all their letters.</summary>
    public static string SpokenNameOf(WorkflowDefinition definition) => definition.Name is { Length: > 0 } name
        ? string.Create(CultureInfo.InvariantCulture, $"workflow-definition-{string.Concat(name.Trim().Select(Safe))}-v{definition.Version}.json")
        : NameOf(definition);

    private static char Safe(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '（' or '）' ? letter : '-';
}
