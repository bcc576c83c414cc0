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
    public const int MaxDepth = 96;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>The object in the text; refused (400) where it is none, too long, too deep or has too many activities.</summary>
    public static Result<JsonObject> Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes) return new Rejection(RejectionKind.Invalid, "definition-too-large", $"{MaxBytes / 1024 / 1024}");

        try
        {
            if (JsonNode.Parse(utf8, documentOptions: Options) is not JsonObject json) return NoObject();
            return CountActivities(json) is var count and > MaxActivities ? new Rejection(RejectionKind.Invalid, "definition-too-many-activities", $"{count}", $"{MaxActivities}") : json;
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

    private static int CountActivities(JsonNode? node) => node switch
    {
        JsonObject json => (json.ContainsKey("type") && json.ContainsKey("version") ? 1 : 0) + json.Sum(member => CountActivities(member.Value)),
        JsonArray list => list.Sum(CountActivities),
        _ => 0,
    };
}
