using System.Collections.Immutable;
using System.Text.Json.Nodes;
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

    public static PropertyBuilder<string> IsKey(this PropertyBuilder<string> property) => property.HasMaxLength(Key);

    public static PropertyBuilder<string?> IsOptionalKey(this PropertyBuilder<string?> property) => property.HasMaxLength(Key);

    public static PropertyBuilder<T> IsWord<T>(this PropertyBuilder<T> property)
        where T : struct, Enum => property.HasConversion<string>().HasMaxLength(32);

    public static PropertyBuilder<T?> IsOptionalWord<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum => property.HasConversion<string>().HasMaxLength(32);

    /// <summary>A list or an object as JSON text.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion<JsonText<T>, JsonText<T>.Comparer>();

    public static PropertyBuilder<ImmutableArray<T>> IsJson<T>(this PropertyBuilder<ImmutableArray<T>> property) =>
        property.HasConversion<JsonList<T>, JsonList<T>.Comparer>();

    public static PropertyBuilder<string> IsProtected(this PropertyBuilder<string> property) => property.HasConversion<ProtectedText>();

    public static PropertyBuilder<string?> IsOptionalProtected(this PropertyBuilder<string?> property) => property.HasConversion<ProtectedText>();

    public static PropertyBuilder<byte[]> IsProtected(this PropertyBuilder<byte[]> property) => property.HasConversion<ProtectedBytes>();

    /// <summary>Form data: JSON, encrypted. Changes inside the object are noticed.</summary>
    public static PropertyBuilder<JsonObject> IsProtected(this PropertyBuilder<JsonObject> property) =>
        property.HasConversion<ProtectedObject, ProtectedObject.Comparer>();
}
