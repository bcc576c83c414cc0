using System.Text.Json.Nodes;

namespace StaffFlows.Engine.Validation.Rules;

/// <summary>
/// Two activities with one id. Within a container the second is lost when the definition is read, so this looks at the JSON; in different
/// containers both run, but what they produce is mixed up.
/// </summary>
internal sealed class RepeatedId : IDefinitionRule
{
    public IEnumerable<Finding> Check(CheckedDefinition definition)
    {
        foreach (var repeated in Lists(definition.Definition.Root).SelectMany(list => Repeated(list.OfType<JsonObject>().Select(activity => activity["id"]?.ToString()))))
        {
            yield return new("activity-id-repeated", FindingSeverity.Error, definition.Nodes.FirstOrDefault(node => node.Id == repeated)?.NodeId, new(
                $"同一容器中有多个活动的标识是“{repeated}”，只有第一个有效。", $"Several activities of one container have the id “{repeated}”; only the first of them counts."));
        }

        foreach (var repeated in Repeated(definition.Nodes.Select(node => node.Id)))
        {
            var node = definition.Nodes.Last(node => node.Id == repeated);
            yield return new("activity-id-repeated", FindingSeverity.Warning, node.NodeId, new(
                $"“{node.DisplayName}”的标识“{repeated}”在别的容器中也用到，按标识取输出时会混淆。",
                $"The id “{repeated}” of “{node.DisplayName}” is used in another container too; outputs asked for by id are mixed up."));
        }
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? json) => json switch
    {
        JsonObject activity => activity.SelectMany(member => member is { Key: "activities", Value: JsonArray list } ? Lists(list).Prepend(list) : Lists(member.Value)),
        JsonArray list => list.SelectMany(Lists),
        _ => [],
    };

    private static IEnumerable<string> Repeated(IEnumerable<string?> ids) =>
        ids.OfType<string>().Where(id => id.Length > 0).GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
}
