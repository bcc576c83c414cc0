namespace StaffFlows.Workflows.Persistence;

/// <summary>The snapshots whose versions nodes compare.</summary>
internal static class SnapshotKinds
{
    public const string Organisation = "Organisation";
    public const string Calendar = "Calendar";
    public const string Profiles = "Profiles";
    public const string Forms = "Forms";
    public const string Substitutions = "Substitutions";
    public const string Clock = "Clock";
}
