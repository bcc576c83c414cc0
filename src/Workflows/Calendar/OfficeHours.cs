namespace StaffFlows.Workflows.Calendar;

/// <summary>A moment by which something is due, with what it was computed from.</summary>
/// <param name="Day">The local date on which it falls.</param>
/// <param name="Provisional">May move when the year's holiday notice comes out.</param>
public sealed record Deadline(DateTimeOffset At, DateOnly Day, bool Provisional, long CalendarVersion);

/// <summary>作息时间 (FX 9.1.2): when the hall works, in its own zone.</summary>
public sealed record OfficeHours(TimeOnly MorningStart, TimeOnly MorningEnd, TimeOnly AfternoonStart, TimeOnly AfternoonEnd, TimeZoneInfo Zone)
{
    /// <summary>8:30–12:00 and 14:30–17:30 in Asia/Shanghai.</summary>
    public static OfficeHours Default { get; } =
        new(new(8, 30), new(12, 0), new(14, 30), new(17, 30), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public DateOnly LocalDateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>Date and time of day as the procedures write them, the same in both languages: 2026-03-17 09:30.</summary>
    public string MomentText(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The moment of a local wall-clock time.</summary>
    public DateTimeOffset MomentOf(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new(local, Zone.GetUtcOffset(local));
    }

    /// <summary>End of office hours of the n-th working day after the local date of <paramref name="at"/>; the day itself is not counted.</summary>
    public Deadline DeadlineAfter(DateTimeOffset at, int workingDays, WorkingDayCalendar calendar)
    {
        var day = calendar.AddWorkingDays(LocalDateOf(at), workingDays);
        return new(MomentOf(day.Result, AfternoonEnd), day.Result, day.Provisional, calendar.Version);
    }

    /// <summary>
    /// 还剩 n 个工作日: working days after today up to the day of the deadline. 0 on that day itself, below 0 by the working
    /// days since. Whether the hour has passed is for the caller to compare.
    /// </summary>
    public Dated<int> RemainingWorkingDays(DateTimeOffset now, DateTimeOffset deadline, WorkingDayCalendar calendar)
    {
        var (today, last) = (LocalDateOf(now), LocalDateOf(deadline));
        if (today <= last) return calendar.WorkingDaysInclusive(today.AddDays(1), last);

        var since = calendar.WorkingDaysInclusive(last.AddDays(1), today);
        return new(-since.Result, since.Provisional);
    }
}
