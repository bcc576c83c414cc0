using StaffFlows.Workflows.Forms;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Features.Procedures;

/// <summary>Forms and profiles that a case or a published procedure names, and which are therefore there.</summary>
internal static class OfficeForms
{
    public static Form LatestForm(this OfficeSnapshot office, string key) =>
        office.FindForm(key) ?? throw new InvalidOperationException($"There is no form {key}.");

    public static Form FormAt(this OfficeSnapshot office, string key, int version) =>
        office.FindForm(key, version) ?? throw new InvalidOperationException($"There is no form {key} at version {version}.");

    public static string ProfileName(this OfficeSnapshot office, string key) => office.FindProfile(key)?.Name ?? key;
}
