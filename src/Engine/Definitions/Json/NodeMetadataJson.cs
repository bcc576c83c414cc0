using System.Text.Json;

namespace StaffFlows.Engine.Definitions.Json;

internal static class NodeMetadataJson
{
    public static NodeMetadata Read(JsonElement activity)
    {
        if (!activity.TryGetProperty("metadata", out var metadata) || metadata.ValueKind is not JsonValueKind.Object) return new(null, null, default, default);

        var designer = Object(metadata, "designer");
        var position = Object(designer, "position");
        var size = Object(designer, "size");

        return new(
            Text(metadata, "displayText"),
            Text(metadata, "description"),
            new(Number(position, "x"), Number(position, "y")),
            new(Number(size, "width"), Number(size, "height")));
    }

    public static double Number(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            ? value.GetDouble() : 0;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Object(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
}
