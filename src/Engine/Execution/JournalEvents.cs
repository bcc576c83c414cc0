namespace StaffFlows.Engine.Execution;

/// <summary>The values of <see cref="JournalEntry.Event"/>.</summary>
public static class JournalEvents
{
    public const string Started = "Started";
    public const string Completed = "Completed";
    public const string Suspended = "Suspended";
    public const string Resumed = "Resumed";
    public const string Canceled = "Canceled";
    public const string Faulted = "Faulted";
    public const string Migrated = "Migrated";
}
