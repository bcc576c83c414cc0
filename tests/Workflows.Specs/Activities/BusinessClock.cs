namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>Business time that stands still until a situation moves it.</summary>
internal sealed class BusinessClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
