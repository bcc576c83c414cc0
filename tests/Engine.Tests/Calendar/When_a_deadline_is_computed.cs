using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Engine.Tests.Calendar;

public sealed class When_a_deadline_is_computed
{
    [Theory]
    [InlineData("2026-11-20T09:00+08:00", 1, "2026-11-23T17:30+08:00", false, "Friday morning: Monday's end of office hours")]
    [InlineData("2026-11-20T23:59+08:00", 1, "2026-11-23T17:30+08:00", false, "the day counts from does not depend on the hour")]
    [InlineData("2026-11-19T16:30Z", 1, "2026-11-23T17:30+08:00", false, "still Thursday in Greenwich, Friday in Shanghai")]
    [InlineData("2026-09-18T10:00+08:00", 1, "2026-09-20T17:30+08:00", false, "a make-up Sunday is a working day")]
    [InlineData("2026-09-30T10:00+08:00", 2, "2026-10-09T17:30+08:00", false, "over National Day")]
    [InlineData("2026-12-31T10:00+08:00", 1, "2027-01-04T17:30+08:00", true, "2027's notice is not out")]
    public void It_ends_with_the_office_hours_of_its_last_day(string at, int days, string expected, bool provisional, string reason)
    {
        var deadline = OfficeHours.Default.DeadlineAfter(DateTimeOffset.Parse(at), days, The_calendar.Of_the_state_council);

        deadline.At.ShouldBe(DateTimeOffset.Parse(expected), reason);
        deadline.Provisional.ShouldBe(provisional, reason);
        deadline.CalendarVersion.ShouldBe(7);
    }

    [Theory]
    [InlineData("2026-11-23T09:00+08:00", "2026-11-24T17:30+08:00", 1, "due tomorrow")]
    [InlineData("2026-11-21T09:00+08:00", "2026-11-24T17:30+08:00", 2, "from a Saturday: Monday and Tuesday")]
    [InlineData("2026-11-24T09:00+08:00", "2026-11-24T17:30+08:00", 0, "due today")]
    [InlineData("2026-11-27T09:00+08:00", "2026-11-24T17:30+08:00", -3, "three working days late")]
    [InlineData("2026-11-22T09:00+08:00", "2026-11-20T17:30+08:00", 0, "late by a weekend only")]
    public void What_remains_is_told_in_working_days(string now, string deadline, int expected, string reason) =>
        OfficeHours.Default.RemainingWorkingDays(DateTimeOffset.Parse(now), DateTimeOffset.Parse(deadline), The_calendar.Of_the_state_council)
            .ShouldBe(new Dated<int>(expected, false), reason);
}
