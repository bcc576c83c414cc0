namespace StaffFlows.Workflows.Persistence;

internal static class LeaseOwner
{
    /// <summary>This process, for whoever looks into the tables.</summary>
    public static readonly string Name = $"{Environment.MachineName}:{Environment.ProcessId}";
}
