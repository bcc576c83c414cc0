using System.Collections.Immutable;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Personnel;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Workflows.Persistence;

/// <summary>What a node knows of its office: immutable, shared by all requests until one of its parts is imported anew.</summary>
/// <param name="Notices">The holiday notices that <paramref name="Calendar"/> is made of.</param>
/// <param name="LocalDays">The hall's own overrides in <paramref name="Calendar"/>, by date.</param>
/// <param name="Profiles">All versions.</param>
/// <param name="Forms">All versions.</param>
public sealed record OfficeSnapshot(
    Organisation Organisation,
    WorkingDayCalendar Calendar,
    HolidayNotices Notices,
    ImmutableArray<CalendarOverride> LocalDays,
    ImmutableArray<Profile> Profiles,
    ImmutableArray<Form> Forms)
{
    /// <summary>代理 that nobody has ended; past and coming ones among them.</summary>
    public ImmutableArray<Substitution> Substitutions { get; init; } = [];

    /// <summary>The newest version of each profile, by key.</summary>
    public IEnumerable<Profile> LatestProfiles => Profiles.GroupBy(p => p.Key).Select(g => g.MaxBy(p => p.Version)!);

    /// <summary>The newest version.</summary>
    public Profile? FindProfile(string key) => Profiles.Where(p => p.Key == key).MaxBy(p => p.Version);

    public Profile? FindProfile(string key, int version) => Profiles.FirstOrDefault(p => p.Key == key && p.Version == version);

    /// <summary>The newest version.</summary>
    public Form? FindForm(string key) => Forms.Where(f => f.Key == key).MaxBy(f => f.Version);

    public Form? FindForm(string key, int version) => Forms.FirstOrDefault(f => f.Key == key && f.Version == version);
}
