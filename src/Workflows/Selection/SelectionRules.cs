using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Selection;

/// <summary>What a rule that is not met means: 符合 is never said of it.</summary>
public enum RuleMode
{
    /// <summary>原则上: may be excepted, with reason and approver.</summary>
    Warn,

    /// <summary>不得: the candidate can't be recommended.</summary>
    Block,
}

/// <summary>Weights of the interview's dimensions in percent. 面试评分权重</summary>
public sealed record InterviewWeights(decimal Knowledge, decimal Communication, decimal Response);

/// <summary>What a profile says of selection, typed. Terms are in working days.</summary>
/// <param name="AllowedEmployment">Null: the rule book has no such rule (SEL-02).</param>
/// <param name="ExemptEmployment">Who comes to a window without a selection, so that nobody recommends him (SEL-16); empty: the rule book has no such rule.</param>
/// <param name="DepartmentEntered">A department that has not entered the hall recommends nobody (SEL-15).</param>
/// <param name="MaxAge">In years, inclusive (TC-8); null: no such rule (SEL-03).</param>
/// <param name="Materials">Which materials a recommendation needs (SEL-01): Resume, EducationCertificate, VocationalCertificate.</param>
/// <param name="PoolOnly">A replacement comes from the list of reserves (ADJ-02).</param>
/// <param name="DropsExtremes">Highest and lowest total of a candidate are left out, from five panelists on.</param>
/// <param name="PanelSize">Panelists at least; the number is odd (SEL-06).</param>
/// <param name="InterviewNoticeDays">Working days between the notice and the interview.</param>
/// <param name="ReserveMonths">For how long a reserve may be promoted.</param>
public sealed record SelectionRules(
    ImmutableArray<EmploymentType>? AllowedEmployment, ImmutableArray<EmploymentType> ExemptEmployment, bool DepartmentEntered, int? MaxAge, RuleMode MaxAgeMode, ImmutableArray<string> Materials, bool PoolOnly,
    InterviewWeights Weights, decimal PassMark, bool DropsExtremes, int PanelSize, int InterviewNoticeDays, int ReserveMonths)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The clause of a value, for whoever is told that a rule is not met: <c>FX 7.2.1</c>.</summary>
    public required ImmutableDictionary<string, string> Clauses { get; init; }

    /// <summary>Throws where the profile lacks a value that a selection can't do without.</summary>
    public static SelectionRules From(Profile profile) => new(
        Find<EmploymentType[]>(profile, ProfileKeys.SelectionAllowedEmployment) is { } allowed ? [.. allowed] : null,
        [.. Find<EmploymentType[]>(profile, ProfileKeys.SelectionExemptEmployment) ?? []],
        Find<bool>(profile, ProfileKeys.SelectionDepartmentEntered),
        Find<int?>(profile, ProfileKeys.SelectionMaxAge),
        Get<RuleMode>(profile, ProfileKeys.SelectionMaxAgeMode),
        [.. Find<string[]>(profile, ProfileKeys.SelectionMaterials) ?? []],
        Get<bool>(profile, ProfileKeys.AdjustmentPoolOnly),
        Get<InterviewWeights>(profile, ProfileKeys.SelectionWeights),
        Get<decimal>(profile, ProfileKeys.SelectionPassMark),
        Get<bool>(profile, ProfileKeys.SelectionDropExtremes),
        Get<int>(profile, ProfileKeys.SelectionPanelSize),
        Get<int>(profile, ProfileKeys.SelectionNoticeDays),
        Get<int>(profile, ProfileKeys.SelectionReserveMonths))
    {
        Clauses = profile.Values.ToImmutableDictionary(v => v.Key, v => v.Value.Clause),
    };

    private static T Get<T>(Profile profile, string key) =>
        Find<T>(profile, key) ?? throw new InvalidDataException($"Profile {profile.Key} has no value for {key}.");

    private static T? Find<T>(Profile profile, string key) =>
        profile.Values.TryGetValue(key, out var value) && !value.IsNone ? value.Value.Deserialize<T>(Options) : default;
}
