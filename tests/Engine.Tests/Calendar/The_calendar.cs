using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Engine.Tests.Calendar;

internal static class The_calendar
{
    public static HolidayNotices Notices { get; } = HolidayNoticeFile.Read(Repository.Read("workflows/calendar/cn-holidays.json")).GetValue();

    public static WorkingDayCalendar Of_the_state_council { get; } = new(7, Notices, []);
}
