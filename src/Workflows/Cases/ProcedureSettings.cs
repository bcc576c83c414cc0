using System.Text.Json;
using System.Text.Json.Nodes;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Execution;

namespace StaffFlows.Workflows.Cases;

/// <summary>
/// What makes a definition a procedure that people start, and what Elsa's JSON has no place for: the definition's custom property
/// <see cref="Property"/>. It belongs to the version, so that a change of it takes effect with the next publication.
/// </summary>
/// <param name="Key">The API's word and the address: <c>leave</c>. Cases keep it.</param>
/// <param name="Form">The form's key.</param>
/// <param name="NumberPattern">See <see cref="Cases.NumberPattern"/>.</param>
/// <param name="TitlePattern">See <see cref="CaseWords.Title"/>.</param>
/// <param name="SummaryPattern">One line below the title; empty where the title says enough.</param>
/// <param name="MayStart"><c>active</c>: everyone on post or on leave; <c>role:…</c>: holders of the role; several joined by <c>|</c>.</param>
/// <param name="Order">Its place in the catalogue.</param>
public sealed record ProcedureSettings(
    string Key,
    string Form,
    LocalizedText Name,
    LocalizedText Category,
    LocalizedText Description,
    string NumberPattern,
    string TitlePattern,
    string SummaryPattern,
    string MayStart,
    int Order)
{
    /// <summary>False where whoever is down as the applicant only keeps the record for somebody else.</summary>
    public bool IsWithdrawable { get; init; } = true;

    /// <summary>Its cases are seen by whoever has to do with them, and by nobody for his office alone.</summary>
    public bool IsConfidential { get; init; }

    public const string Property = "StaffFlows:Procedure";
    public const string Everybody = "active";
    public const string RolePrefix = "role:";
    public const string UsualTitle = "{procedure} · {applicant}";

    /// <summary>Null where the definition is no procedure that people start.</summary>
    /// <exception cref="JsonException">The property is something else.</exception>
    public static ProcedureSettings? Read(JsonObject customProperties)
    {
        if (customProperties[Property]?.Deserialize<Words>(JsonSerializerOptions.Web) is not { Key: { Length: > 0 } key, Form: { Length: > 0 } form } words) return null;

        return new(
            key, form, Text(words.NameZh ?? key, words.NameEn), Text(words.Category ?? "", words.CategoryEn), Text(words.DescriptionZh ?? "", words.DescriptionEn),
            words.NumberPattern ?? UsualNumber(key), words.TitlePattern ?? UsualTitle, words.SummaryPattern ?? "", words.MayStart ?? Everybody, words.Order)
        {
            IsWithdrawable = words.IsWithdrawable ?? true,
            IsConfidential = words.IsConfidential ?? false,
        };
    }

    public static string UsualNumber(string key) => $"{key.ToUpperInvariant()}-{{year}}-{{0:000000}}";

    /// <summary>The definition with these settings; members of the property that are not ours stay.</summary>
    public WorkflowDefinition Into(WorkflowDefinition definition)
    {
        var custom = (JsonObject)definition.CustomProperties.DeepClone();
        if (custom[Property] is not JsonObject property) custom[Property] = property = [];
        foreach (var (name, value) in JsonSerializer.SerializeToNode(ToWords(), JsonSerializerOptions.Web)!.AsObject().ToList()) property[name] = value?.DeepClone();
        return definition with { CustomProperties = custom };
    }

    private Words ToWords() => new(
        Key, Form, Name.Zh, Name.En, Category.Zh, Category.En, Description.Zh, Description.En, NumberPattern, TitlePattern, SummaryPattern, MayStart, Order, IsWithdrawable, IsConfidential);

    private static LocalizedText Text(string zh, string? en) => new(zh, string.IsNullOrEmpty(en) ? zh : en);

    private sealed record Words(
        string? Key, string? Form, string? NameZh, string? NameEn, string? Category, string? CategoryEn, string? DescriptionZh, string? DescriptionEn,
        string? NumberPattern, string? TitlePattern, string? SummaryPattern, string? MayStart, int Order, bool? IsWithdrawable, bool? IsConfidential);
}
