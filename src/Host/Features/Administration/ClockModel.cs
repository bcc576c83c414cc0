namespace StaffFlows.Host.Features.Administration;

/// <summary>The demo clock. It posts <c>advance</c> (ISO 8601 duration) or <c>now</c> (local date-time) to <c>/admin/clock</c>.</summary>
/// <param name="Ahead">How far business time is ahead of system time.</param>
/// <param name="NextDueAt">The next moment at which something happens; null where nothing waits.</param>
/// <param name="Fired">What happened on the last move, in words; null before one.</param>
public sealed record ClockModel(
    DateTimeOffset Now, TimeSpan Ahead, bool IsAdjustable, DateTimeOffset? NextDueAt, int? Fired = null, string? Error = null);
