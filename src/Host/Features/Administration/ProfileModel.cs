using System.Collections.Immutable;

namespace StaffFlows.Host.Features.Administration;

/// <summary>The rule books and one of them with every value and its clause.</summary>
public sealed record ProfileModel(
    ImmutableArray<ProfileTab> Profiles,
    string Key,
    string Name,
    int Version,
    DateOnly? ValidFrom,
    int RunningCases,
    bool IsDefault,
    ImmutableArray<RuleGroup> Groups);

public sealed record ProfileTab(string Key, string Name, bool IsCurrent);

/// <summary>Rules of one area: 请休假, 公示.</summary>
public sealed record RuleGroup(string Title, ImmutableArray<RuleValue> Rules);

/// <param name="Key">As in the file: <c>Leave.Tiers</c>.</param>
/// <param name="Label">What the rule is about: 审批分级.</param>
/// <param name="Value">In words, a line for each part; empty where the rule book has no such rule.</param>
/// <param name="Clause">Where it comes from, in the rule book's own language.</param>
/// <param name="InheritedFrom">The name of the rule book it is taken over from; null where set here.</param>
/// <param name="IsUsed">False: shown, not yet read by any procedure (未使用).</param>
public sealed record RuleValue(string Key, string Label, ImmutableArray<string> Value, string Clause, string? InheritedFrom, bool IsUsed);
