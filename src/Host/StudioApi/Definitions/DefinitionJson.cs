using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Persistence.Model;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>
/// Definitions as the Studio reads and writes them. What somebody may do to one is said by its links: without the link
/// <c>publish</c> the Studio shows it for reading only.
/// </summary>
internal static class DefinitionJson
{
    /// <summary>The content that the Studio has in its hands; it sends the custom properties back as it got them.</summary>
    private const string Revision = "StaffFlows:Revision";

    /// <summary>Members of the envelope that are ours or the Studio's to say, and no part of the definition.</summary>
    private static readonly ImmutableArray<string> Envelope =
        ["links", "isReadonly", "isSystem", "toolVersion", "providerName", "materializerName", "isMaterializerAvailable", "tenantId", "originalSource", "binaryData", "stringData"];

    private static readonly ImmutableArray<string> OptionsOfStudio =
        ["activationStrategyType", "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "incidentStrategyType", "commitStrategyName"];

    public static JsonObject Write(WorkflowDefinition definition, string revision, bool mayEdit)
    {
        var json = WorkflowDefinitionJson.Write(ActivityTree.WithNodeIds(definition));
        AddEnvelope(json, definition.DefinitionId, mayEdit);
        json["toolVersion"] = null;
        json["customProperties"]![Revision] = revision;
        var options = json["options"]!.AsObject();
        foreach (var option in OptionsOfStudio.Where(option => !options.ContainsKey(option)))
            options[option] = option is "usableAsActivity" or "autoUpdateConsumingWorkflows" ? false : null;
        return json;
    }

    public static JsonObject Summary(StoredDefinition row, bool mayEdit)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["name"] = row.Name,
            ["description"] = JsonNode.Parse(row.Json)?["description"]?.DeepClone(),
            ["version"] = row.Version,
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
            ["createdAt"] = TimeZoneInfo.ConvertTime(row.CreatedAt, BusinessClock.Zone), // the list of versions shows it as it comes
            ["isMaterializerAvailable"] = true,
        };
        AddEnvelope(json, row.DefinitionId, mayEdit);
        return json;
    }

    /// <summary>The definition in what the Studio sent, and the revision that it was made from; null where it was made from none.</summary>
    /// <param name="stored">What is stored under its id so far; members that the Studio does not know are taken from there.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static (WorkflowDefinition Definition, string? Revision) Read(JsonObject model, WorkflowDefinition? stored)
    {
        var json = (JsonObject)model.DeepClone();
        foreach (var member in Envelope) json.Remove(member);
        StandIns.Remove(json["root"]);
        var revision = (json["customProperties"] as JsonObject)?[Revision]?.ToString();
        (json["customProperties"] as JsonObject)?.Remove(Revision);
        if (json["options"] is JsonObject options)
        {
            foreach (var option in OptionsOfStudio.Where(option => IsSilent(options[option]) && stored?.Options.ContainsKey(option) != true)) options.Remove(option);
        }

        return (WithExtraOf(stored, WorkflowDefinitionJson.Read(json)), revision);
    }

    /// <summary>The definition with the members of what is stored that it does not have itself.</summary>
    public static WorkflowDefinition WithExtraOf(WorkflowDefinition? stored, WorkflowDefinition definition) => stored is null ? definition : definition with
    {
        Extra = new(stored.Extra.Where(member => !definition.Extra.ContainsKey(member.Key)).Concat(definition.Extra).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))),
    };

    /// <summary>The definition in a file, with all that it says of itself; what every file says is left out.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static WorkflowDefinition ReadFile(JsonObject file)
    {
        var json = (JsonObject)file.DeepClone();
        json.Remove("links");
        foreach (var member in Envelope.Where(member => json[member] is null)) json.Remove(member);
        DefinitionFile.RemoveUsual(json);
        (json["customProperties"] as JsonObject)?.Remove(Revision);
        return WorkflowDefinitionJson.Read(json);
    }

    /// <summary>The links of a list: what can be done to several at once.</summary>
    public static JsonArray ListLinks(bool mayEdit) => mayEdit
        ?
        [
            Link("bulk-publish", "POST", "/bulk-actions/publish/workflow-definitions/by-definition-ids"),
            Link("bulk-retract", "POST", "/bulk-actions/retract/workflow-definitions/by-definition-ids"),
            Link("bulk-delete", "POST", "/bulk-actions/delete/workflow-definitions/by-definition-id"),
        ]
        : [];

    private static void AddEnvelope(JsonObject json, string definitionId, bool mayEdit)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"/workflow-definitions/{Uri.EscapeDataString(definitionId)}");
        json["links"] = mayEdit
            ? new JsonArray(Link("publish", "POST", $"{address}/publish"), Link("retract", "POST", $"{address}/retract"), Link("delete", "DELETE", address))
            : new JsonArray();
        json["isReadonly"] = !mayEdit;
        json["providerName"] = "Database";
        json["materializerName"] = "Json";
    }

    private static JsonObject Link(string relation, string method, string address) => new JsonObject { ["href"] = address, ["rel"] = relation, ["method"] = method };

    private static bool IsSilent(JsonNode? value) => value is null || (value is JsonValue flag && flag.TryGetValue<bool>(out var isSet) && !isSet);
}
