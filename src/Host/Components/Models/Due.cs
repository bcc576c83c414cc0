namespace StaffFlows.Host.Components.Models;

/// <summary>A deadline as it is shown.</summary>
/// <param name="At">The moment by which the work must be done; local midnight is shown as 24:00 of the day before.</param>
/// <param name="RemainingWorkingDays">Working days from today to the day of <paramref name="At"/>: 0 today, negative when past.</param>
/// <param name="IsProvisional">It touches a year whose holiday notice is not out (暂定).</param>
/// <param name="IsPaused">The clock is stopped: nothing is overdue.</param>
public sealed record Due(DateTimeOffset At, int RemainingWorkingDays, bool IsProvisional = false, bool IsPaused = false);
