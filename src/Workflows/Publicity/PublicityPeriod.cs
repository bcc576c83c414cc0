using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Workflows.Publicity;

/// <summary>
/// 公示期 (TC-1): n working days, of which the posting day is none unless the hall counts it; it ends at 24:00 of the last. Days off do
/// not count, make-up workdays do.
/// </summary>
/// <param name="PostedOn">The local date of the later posting (EC-03).</param>
/// <param name="FirstDay">The first day that counts.</param>
/// <param name="IsProvisional">A year is touched whose holiday notice is not out (TC-9).</param>
public sealed record PublicityPeriod(DateOnly PostedOn, DateOnly FirstDay, DateOnly LastDay, int Days, bool CountsPostingDay, bool IsProvisional, long CalendarVersion)
{
    public static PublicityPeriod From(DateOnly postedOn, int days, bool countsPostingDay, WorkingDayCalendar calendar)
    {
        var before = countsPostingDay ? postedOn.AddDays(-1) : postedOn;
        var first = calendar.AddWorkingDays(before, 1);
        var last = countsPostingDay ? calendar.PublicityEndCountingPostingDay(postedOn, days) : calendar.PublicityEnd(postedOn, days);
        return new(postedOn, first.Result, last.Result, days, countsPostingDay, first.Provisional || last.Provisional, calendar.Version);
    }

    /// <summary>24:00 of the last day.</summary>
    public DateTimeOffset EndsAt(OfficeHours office) => office.MomentOf(LastDay.AddDays(1), TimeOnly.MinValue);

    /// <summary>
    /// The same period by another calendar (EC-05, TC-9): later where that makes it longer, never earlier. What is published and not
    /// shorter is certain from then on.
    /// </summary>
    public PublicityPeriod By(WorkingDayCalendar calendar)
    {
        var again = From(PostedOn, Days, CountsPostingDay, calendar);
        return again.LastDay >= LastDay ? again : this with { IsProvisional = again.IsProvisional, CalendarVersion = again.CalendarVersion };
    }

    /// <summary>How many of its days were over when <paramref name="day"/> began.</summary>
    public int DaysBefore(DateOnly day, WorkingDayCalendar calendar) =>
        Math.Min(Days, calendar.WorkingDaysInclusive(FirstDay, Min(day.AddDays(-1), LastDay)).Result);

    /// <summary>中期检查: the day on which somebody should look whether it still hangs; null where the period is too short for one.</summary>
    public DateOnly? MidTerm(WorkingDayCalendar calendar) =>
        Days < 3 ? null : calendar.AddWorkingDays(FirstDay.AddDays(-1), (Days + 1) / 2).Result;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
