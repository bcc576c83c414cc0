using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StaffFlows.Workflows.Persistence.Mappings;

/// <summary>How kinds of columns are stored, the same for every table.</summary>
internal static class Columns
{
    /// <summary>Ids of persons, units, windows; keys of procedures, forms, profiles, steps.</summary>
    public const int Key = 64;

    /// <summary>Names people gave, text keys, titles.</summary>
    public const int Name = 400;

    /// <summary>SHA-256 in hex.</summary>
    public const int Digest = 64;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static PropertyBuilder<string> IsKey(this PropertyBuilder<string> property) => property.HasMaxLength(Key);

    public static PropertyBuilder<string?> IsOptionalKey(this PropertyBuilder<string?> property) => property.HasMaxLength(Key);

    public static PropertyBuilder<T> IsWord<T>(this PropertyBuilder<T> property)
        where T : struct, Enum => property.HasConversion<string>().HasMaxLength(32);

    public static PropertyBuilder<T?> IsOptionalWord<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum => property.HasConversion<string>().HasMaxLength(32);

    /// <summary>An immutable list as JSON text.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (left, right) => JsonSerializer.Serialize(left, Json) == JsonSerializer.Serialize(right, Json),
                value => JsonSerializer.Serialize(value, Json).GetHashCode(StringComparison.Ordinal),
                value => value));

    public static PropertyBuilder<ImmutableArray<T>> IsJson<T>(this PropertyBuilder<ImmutableArray<T>> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<ImmutableArray<T>>(text, Json),
            new ValueComparer<ImmutableArray<T>>(
                (left, right) => left.SequenceEqual(right), value => value.Length, value => value));

    public static PropertyBuilder<string> IsProtected(this PropertyBuilder<string> property, IFieldProtector protector) =>
        property.HasConversion(plain => protector.Protect(plain), secret => protector.Unprotect(secret));

    /// <summary>One that earlier releases wrote without protection; what they wrote stays readable.</summary>
    public static PropertyBuilder<string> IsProtectedSince(this PropertyBuilder<string> property, IFieldProtector protector, Func<string, bool> isPlain) =>
        property.HasConversion(plain => protector.Protect(plain), stored => isPlain(stored) ? stored : protector.Unprotect(stored));

    public static PropertyBuilder<string?> IsOptionalProtected(this PropertyBuilder<string?> property, IFieldProtector protector) =>
        property.HasConversion(plain => protector.Protect(plain!), secret => protector.Unprotect(secret!));

    public static PropertyBuilder<byte[]> IsProtected(this PropertyBuilder<byte[]> property, IFieldProtector protector) =>
        property.HasConversion(plain => protector.Protect(plain), secret => protector.Unprotect(secret));

    /// <summary>Form data: JSON, encrypted. Changes inside the object are noticed.</summary>
    public static PropertyBuilder<JsonObject> IsProtected(this PropertyBuilder<JsonObject> property, IFieldProtector protector) =>
        property.HasConversion(
            plain => protector.Protect(plain.ToJsonString(Json)),
            secret => JsonNode.Parse(protector.Unprotect(secret), null, default)!.AsObject(),
            new ValueComparer<JsonObject>(
                (left, right) => JsonNode.DeepEquals(left, right),
                value => value.Count,
                value => value.DeepClone().AsObject()));
}
