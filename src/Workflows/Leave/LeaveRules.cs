using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Leave;

/// <summary>How the days of a leave type are counted.</summary>
public enum LeaveUnit
{
    /// <summary>Only working days, half-day grain.</summary>
    WorkingDays,

    /// <summary>Every day of the range, half-day grain at its ends.</summary>
    CalendarDays,
}

/// <summary>One level of approval by length (LEV-02, LEV-03).</summary>
/// <param name="MaxDays">Inclusive; null: no limit.</param>
/// <param name="Approvers">In order; a level may name alternatives (<c>UnitLeader|UnitDeputyLeader</c>), of whom the first to act decides.</param>
/// <param name="Inform">Who is told after approval.</param>
public sealed record LeaveTier(decimal? MaxDays, ImmutableArray<string> Approvers, ImmutableArray<string> Inform);

/// <param name="AnnualMaximum">Days per calendar year, in <paramref name="Unit"/>; null: none laid down.</param>
/// <param name="ByLengthOfWork">The yearly maximum is 5, 10 or 15 working days by length of work instead (年休假).</param>
/// <param name="Statutory">May not be refused for want of a stand-in (P6.2).</param>
/// <param name="Sensitive">Health-related: the type is shown to participants only.</param>
public sealed record LeaveTypeRule(
    LeaveUnit Unit, decimal? AnnualMaximum, bool ByLengthOfWork, bool Statutory, bool ProofRequired, bool Sensitive);

/// <summary>What a profile says of leave, typed. Terms are in working days.</summary>
/// <param name="Tiers">By rising length; the last has no limit.</param>
public sealed record LeaveRules(
    ImmutableArray<LeaveTier> Tiers,
    FrozenDictionary<LeaveType, LeaveTypeRule> Types,
    bool StandInRequired,
    int ApprovalReminderWorkingDays,
    int ApprovalEscalationWorkingDays,
    int StandInAnswerWorkingDays,
    int CentreObjectionWorkingDays)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Throws where the profile lacks a value that leave can't do without; imported profiles are read with this before they are kept.</summary>
    public static LeaveRules From(Profile profile)
    {
        var types = Get<Dictionary<LeaveType, LeaveTypeRule>>(profile, ProfileKeys.LeaveTypes);
        if (Enum.GetValues<LeaveType>().Except(types.Keys).ToList() is [var missing, ..])
            throw new InvalidDataException($"Profile {profile.Key}: {ProfileKeys.LeaveTypes} says nothing of {missing}.");

        var tiers = Get<ImmutableArray<LeaveTier>>(profile, ProfileKeys.LeaveTiers);
        if (tiers is not [.., { MaxDays: null }])
            throw new InvalidDataException($"Profile {profile.Key}: the last of {ProfileKeys.LeaveTiers} must have no limit.");

        return new(
            tiers, types.ToFrozenDictionary(), Get<bool>(profile, ProfileKeys.LeaveStandInRequired),
            Get<int>(profile, ProfileKeys.LeaveApprovalReminder), Get<int>(profile, ProfileKeys.LeaveApprovalEscalation),
            Get<int>(profile, ProfileKeys.LeaveStandInAnswer), Get<int>(profile, ProfileKeys.LeaveCentreObjection));
    }

    /// <summary>1-based number of the tier for a length.</summary>
    public int TierOf(decimal days) => Tiers.TakeWhile(tier => tier.MaxDays < days).Count() + 1;

    private static T Get<T>(Profile profile, string key)
    {
        if (!profile.Values.TryGetValue(key, out var value) || value.IsNone)
            throw new InvalidDataException($"Profile {profile.Key} has no value for {key}.");

        try
        {
            return value.Value.Deserialize<T>(Options)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Profile {profile.Key}: {key} can't be read: {e.Message}", e);
        }
    }
}
