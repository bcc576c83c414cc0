using System.Collections.Immutable;
using System.Text.Json;

namespace StaffFlows.Workflows.Profiles;

/// <summary>
/// The values of one rule book at one version. A case keeps the version it started with. Keys as in <c>profiles.json</c>
/// (<c>Leave.Tiers</c>); a null value means that the rule book has no such rule, which is not the same as an absent key.
/// </summary>
/// <param name="Key">Default, Hunan, FangCounty, Dongguan, Zhongshan, Shapotou.</param>
/// <param name="Values">Complete: inheritance is resolved when the file is read.</param>
public sealed record Profile(
    string Key,
    int Version,
    string Name,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    ImmutableSortedDictionary<string, ProfileValue> Values);

/// <summary>One value with where it comes from.</summary>
/// <param name="Clause">The clause in the rule book (<c>FX 9.2.2</c>), a rule id, or why there is none (<c>默认 CF-18</c>).</param>
/// <param name="InheritedFrom">The profile it is taken over from; null where this one sets it itself.</param>
/// <param name="IsUsed">Whether a procedure of this release reads it; the page shows the others as not yet in use.</param>
public sealed record ProfileValue(JsonElement Value, string Clause, string? InheritedFrom, bool IsUsed)
{
    /// <summary>First day of this value alone; null: as long as the rule book.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day of this value alone, included; null: as long as the rule book.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The rule book has no such rule.</summary>
    public bool IsNone => Value.ValueKind == JsonValueKind.Null;
}
