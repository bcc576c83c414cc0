namespace StaffFlows.Workflows.Sandboxes;

/// <summary>Business time, and what was let pass.</summary>
internal sealed class SandboxClock(TimeProvider business, TimeSpan ahead) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => business.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => business.GetUtcNow() + ahead;
}
