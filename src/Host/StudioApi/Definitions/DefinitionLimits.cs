using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows;

namespace StaffFlows.Host.StudioApi.Definitions;

/// <summary>How large a definition may be that comes from outside. The Studio itself draws some hundred activities before it becomes slow.</summary>
internal static class DefinitionLimits
{
    public const int MaxBytes = 2 * 1024 * 1024;
    public const int MaxActivities = 1000;

    /// <summary>Looking through a chart costs the square of it.</summary>
    public const int MaxConnections = 2000;
    public const int MaxDepth = 96;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The object in the text; refused (400) where it is none, too long, too deep or has too many activities or connections.</summary>
    public static Result<JsonObject> Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return new Rejection(RejectionKind.Invalid, "definition-too-large", $"{MaxBytes / 1024 / 1024}");

        try
        {
            if (JsonNode.Parse(utf8, documentOptions: Options) is not JsonObject json) return NoObject();
            var (activities, connections) = Count(json);
            if (activities > MaxActivities) return new Rejection(RejectionKind.Invalid, "definition-too-many-activities", $"{activities}", $"{MaxActivities}");
            return connections > MaxConnections ? new Rejection(RejectionKind.Invalid, "definition-too-many-connections", $"{connections}", $"{MaxConnections}") : json;
        }
        catch (JsonException tooDeepOrBroken)
        {
            return tooDeepOrBroken.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? new Rejection(RejectionKind.Invalid, "definition-too-deep", $"{MaxDepth}")
                : new Rejection(RejectionKind.Invalid, "definition-invalid", tooDeepOrBroken.Message);
        }
        catch (ArgumentException repeatedMember)
        {
            return new Rejection(RejectionKind.Invalid, "definition-invalid", repeatedMember.Message);
        }
    }

    private static Rejection NoObject() => new(RejectionKind.Invalid, "definition-invalid", "{ }");

    private static int LengthOf(JsonNode? list) => list switch
    {
        JsonArray items => items.Count,
        JsonObject wrapper when wrapper["$values"] is JsonArray items => items.Count,
        _ => 0,
    };

    private static (int Activities, int Connections) Count(JsonNode? node)
    {
        var (activities, connections) = (0, 0);
        if (node is JsonArray list)
        {
            foreach (var item in list) Add(Count(item));
        }
        else if (node is JsonObject json)
        {
            if (json.ContainsKey("type") && json.ContainsKey("version")) activities++;
            foreach (var (name, value) in json)
            {
                if (name is "connections") connections += LengthOf(value);
                else Add(Count(value));
            }
        }

        return (activities, connections);

        void Add((int Activities, int Connections) more) => (activities, connections) = (activities + more.Activities, connections + more.Connections);
    }
}
