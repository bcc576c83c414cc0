using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Publicity;

/// <summary>What a profile says of publicity, typed.</summary>
/// <param name="CountsPostingDay">Local practice: a working posting day is the first of the period (TC-1).</param>
/// <param name="Venues">Where a list hangs: in the department and in the centre (SEL-07).</param>
/// <param name="SplitsOnObjection">An objection holds back only whom it concerns; otherwise the whole list waits.</param>
/// <param name="RestartsOnInterruption">After an interruption the period begins anew; otherwise what was left of it runs on.</param>
/// <param name="KeepDays">Calendar days for which the notice stays on the public page after the end.</param>
/// <param name="ObjectionWorkingDays">Within how many working days an objection is looked into.</param>
public sealed record PublicityRules(
    int WorkingDays, bool CountsPostingDay, ImmutableArray<Venue> Venues, bool SplitsOnObjection, bool RestartsOnInterruption, int KeepDays, int ObjectionWorkingDays)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Throws where the profile lacks a value that a publicity can't do without.</summary>
    public static PublicityRules From(Profile profile) => new(
        Get<int>(profile, ProfileKeys.PublicityWorkingDays),
        Get<bool>(profile, ProfileKeys.PublicityCountPostingDay),
        [.. Get<Venue[]>(profile, ProfileKeys.PublicityVenues).Distinct()],
        Get<bool>(profile, ProfileKeys.PublicitySplitOnObjection),
        Get<bool>(profile, ProfileKeys.PublicityRestartOnInterruption),
        Get<int>(profile, ProfileKeys.PublicityKeepDays),
        Get<int>(profile, ProfileKeys.PublicityObjection));

    private static T Get<T>(Profile profile, string key) =>
        profile.Values.TryGetValue(key, out var value) && !value.IsNone
            ? value.Value.Deserialize<T>(Options)!
            : throw new InvalidDataException($"Profile {profile.Key} has no value for {key}.");
}
