namespace StaffFlows.Workflows.Persistence;

/// <summary>Who holds a lease.</summary>
public static class LeaseOwner
{
    /// <summary>This process; also for whoever looks into the tables.</summary>
    public static readonly string Name = $"{Environment.MachineName}:{Environment.ProcessId}";
}
