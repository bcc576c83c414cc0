using StaffFlows.Workflows.Persistence;
using StaffFlows.Workflows.Profiles;

namespace StaffFlows.Host.Operations;

/// <summary>The rule book that this hall goes by: configuration <c>Hall:Profile</c>.</summary>
internal static class HallProfiles
{
    /// <summary>Its newest version; a new case starts with it and keeps it.</summary>
    public static Profile HallProfile(this OfficeSnapshot office, HostSettings settings) =>
        office.FindProfile(settings.HallProfile) ?? throw new ConfigurationException($"Hall:Profile names '{settings.HallProfile}', which is none of the profiles.");
}
