using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Engine.Definitions.Json;

/// <summary>
/// The connections of a flowchart in every form that Elsa has ever written: nested ends, flat legacy names, wrapped into
/// <c>$values</c>, or one object instead of a list. A missing source port is <c>Done</c>, a missing target port <c>In</c>.
/// </summary>
internal static class ConnectionJson
{
    public static IEnumerable<Connection> ReadAll(JsonElement list)
    {
        if (list.ValueKind is JsonValueKind.Object)
        {
            if (list.TryGetProperty("$values", out var values)) return ReadAll(values);

            return Read(list) is { } single ? [single] : [];
        }

        return list.ValueKind is JsonValueKind.Array ? list.EnumerateArray().Select(Read).OfType<Connection>() : [];
    }

    private static Connection? Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object) return null;

        var (source, sourcePort) = End(json, "source", "sourcePort");
        var (target, targetPort) = End(json, "target", "targetPort");
        if (source is null || target is null) return null;

        return new(source, sourcePort ?? "Done", target, targetPort ?? "In", Vertices(json));
    }

    private static (string? Activity, string? Port) End(JsonElement json, string name, string portName)
    {
        if (!json.TryGetProperty(name, out var end)) return default;

        return end.ValueKind is JsonValueKind.Object
            ? (Text(end, "activity"), Text(end, "port"))
            : (end.ValueKind is JsonValueKind.String ? end.GetString() : null, Text(json, portName));
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.String) return null;

        return value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static ImmutableArray<Point> Vertices(JsonElement json)
    {
        if (!json.TryGetProperty("vertices", out var vertices) || vertices.ValueKind is not JsonValueKind.Array) return [];

        return [.. vertices.EnumerateArray().Where(vertex => vertex.ValueKind is JsonValueKind.Object)
            .Select(vertex => new Point(NodeMetadataJson.Number(vertex, "x"), NodeMetadataJson.Number(vertex, "y")))];
    }
}
