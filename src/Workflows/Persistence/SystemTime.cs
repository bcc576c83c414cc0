namespace StaffFlows.Workflows.Persistence;

/// <summary>The clock for leases and retries, which the demo clock never moves; a registered <see cref="TimeProvider"/> is business time.</summary>
public sealed record SystemTime(TimeProvider Clock)
{
    public DateTimeOffset Now => Clock.GetUtcNow();
}
