using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Cases;

/// <summary>
/// A published definition that a person may start: what Elsa's JSON has no place for, from the definition's custom property
/// <see cref="Property"/>.
/// </summary>
/// <param name="Key">The API's word: <c>leave</c>.</param>
/// <param name="NumberPattern">E.g. <c>QJ-{year}-{0:000000}</c>.</param>
/// <param name="MayStart"><c>active</c>: everyone on post or on leave; <c>role:…</c>: holders of the role.</param>
public sealed record Procedure(
    string Key,
    string DefinitionId,
    string DefinitionVersionId,
    string FormKey,
    LocalizedText Name,
    LocalizedText Category,
    LocalizedText Description,
    string NumberPattern,
    string MayStart,
    int Order)
{
    /// <summary>False where whoever is down as the applicant only keeps the record for somebody else.</summary>
    public bool IsWithdrawable { get; init; } = true;

    /// <summary>Its cases are seen by whoever has to do with them, and by nobody for his office alone.</summary>
    public bool IsConfidential { get; init; }

    public const string Property = "StaffFlows:Procedure";

    /// <summary>Null where the definition is no procedure that people start.</summary>
    public static Procedure? Read(string definitionId, string versionId, JsonNode? customProperties)
    {
        if (customProperties?[Property]?.Deserialize<Words>(JsonSerializerOptions.Web) is not { Key: { Length: > 0 } key, Form: { Length: > 0 } form } words) return null;

        return new(
            key,
            definitionId,
            versionId,
            form,
            Text(words.NameZh ?? key, words.NameEn),
            Text(words.Category ?? "", words.CategoryEn),
            Text(words.DescriptionZh ?? "", words.DescriptionEn),
            words.NumberPattern ?? $"{key}-{{year}}-{{0:000000}}",
            words.MayStart ?? "active",
            words.Order) { IsWithdrawable = words.IsWithdrawable ?? true, IsConfidential = words.IsConfidential ?? false };
    }

    public bool MayBeStartedBy(Person person) => person.IsActive && MayStart.Split('|', StringSplitOptions.TrimEntries)
        .Any(part => part is "active" || (part.StartsWith("role:", StringComparison.Ordinal) && person.Roles.Contains(part["role:".Length..])));

    private static LocalizedText Text(string zh, string? en) => new(zh, en ?? zh);

    private sealed record Words(
        string? Key, string? Form, string? NameZh, string? NameEn, string? Category, string? CategoryEn,
        string? DescriptionZh, string? DescriptionEn, string? NumberPattern, string? MayStart, int Order, bool? IsWithdrawable, bool? IsConfidential);
}
