using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace StaffFlows.Workflows.Persistence.Mappings;

/// <summary>How values are written that a column holds as JSON: Chinese stays readable, enums are words.</summary>
internal static class ColumnJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}

/// <summary>Any value as JSON text; never changed in place, but replaced.</summary>
internal sealed class JsonText<T>() : ValueConverter<T, string>(value => ColumnJson.Write(value), text => ColumnJson.Read<T>(text))
{
    internal sealed class Comparer() : ValueComparer<T>(
        (left, right) => ColumnJson.Write(left) == ColumnJson.Write(right),
        value => ColumnJson.Write(value).GetHashCode(StringComparison.Ordinal),
        value => value);
}

/// <summary>An immutable list as JSON text. One that was never made counts as empty, which the compiled model asks for.</summary>
internal sealed class JsonList<T>() : ValueConverter<ImmutableArray<T>, string>(
    list => ColumnJson.Write(list.IsDefault ? ImmutableArray<T>.Empty : list), text => ColumnJson.Read<ImmutableArray<T>>(text))
{
    internal sealed class Comparer() : ValueComparer<ImmutableArray<T>>(
        (left, right) => left.SequenceEqual(right), list => list.Length, list => list);
}
