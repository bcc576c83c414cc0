using StaffFlows.Engine.Tests.Calendar;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Engine.Tests.Leave;

public sealed class When_leave_is_counted
{
    [Theory]
    [InlineData("2026-11-23..2026-11-26", 4, "Monday to Thursday")]
    [InlineData("2026-11-23am", 0.5, "a morning")]
    [InlineData("2026-11-23pm", 0.5, "an afternoon")]
    [InlineData("2026-11-23pm..2026-11-24am", 1, "half and half")]
    [InlineData("2026-11-20..2026-11-23", 2, "the weekend is free")]
    [InlineData("2026-05-06pm..2026-05-09", 3.5, "EC-17: two and a half days and the make-up Saturday")]
    [InlineData("2026-10-01..2026-10-07", 0, "EC-18: holiday only")]
    [InlineData("2026-02-12..2026-02-26", 6, "over the Spring Festival with its make-up Saturday")]
    public void Working_days_count_in_halves(string range, double days, string reason) =>
        Count(range, LeaveUnit.WorkingDays).Days.ShouldBe((decimal)days, reason);

    [Theory]
    [InlineData("2026-11-20pm..2026-11-23", 3.5, "the weekend counts")]
    [InlineData("2026-10-01..2026-10-07", 7, "holidays count")]
    public void Calendar_days_count_whatever_they_are(string range, double days, string reason) =>
        Count(range, LeaveUnit.CalendarDays).Days.ShouldBe((decimal)days, reason);

    [Fact]
    public void Each_day_says_why_it_counts() => Count("2026-09-24pm..2026-09-28am", LeaveUnit.WorkingDays).Breakdown.ShouldBe(
    [
        new LeaveDay(new(2026, 9, 24), 0.5m, DayKind.WorkingDay, null),
        new LeaveDay(new(2026, 9, 25), 0, DayKind.Holiday, "中秋节"),
        new LeaveDay(new(2026, 9, 26), 0, DayKind.Holiday, "中秋节"),
        new LeaveDay(new(2026, 9, 27), 0, DayKind.Holiday, "中秋节"),
        new LeaveDay(new(2026, 9, 28), 0.5m, DayKind.WorkingDay, null),
    ]);

    [Theory]
    [InlineData("2026-12-30..2026-12-31", false)]
    [InlineData("2026-12-31..2027-01-04", true)]
    public void Days_of_an_unpublished_year_are_provisional_ec_19(string range, bool provisional) =>
        Count(range, LeaveUnit.WorkingDays).Provisional.ShouldBe(provisional);

    [Theory]
    [InlineData("2025-11-22", "2026-11-21", 0, "a day short of the first year")]
    [InlineData("2025-11-21", "2026-11-21", 5, "one year")]
    [InlineData("2016-11-22", "2026-11-21", 5, "a day short of ten")]
    [InlineData("2016-11-21", "2026-11-21", 10, "ten years")]
    [InlineData("2006-11-22", "2026-11-21", 10, "a day short of twenty")]
    [InlineData("2006-11-21", "2026-11-21", 15, "twenty years")]
    [InlineData("2024-02-29", "2025-02-28", 5, "29 February has its anniversary on the 28th")]
    public void Annual_leave_grows_with_the_length_of_work(string firstWorkDate, string on, int days, string reason) =>
        AnnualLeaveEntitlement.DaysFor(DateOnly.Parse(firstWorkDate), DateOnly.Parse(on)).ShouldBe(days, reason);

    [Theory]
    [InlineData("2026-11-23..2026-11-25", "2026-11-26", true, "the next morning")]
    [InlineData("2026-11-26", "2026-11-23..2026-11-25", true, "in either order")]
    [InlineData("2026-11-23am", "2026-11-23pm", true, "two halves of a day")]
    [InlineData("2026-11-20", "2026-11-23", true, "only the weekend between")]
    [InlineData("2026-09-30", "2026-10-08", true, "only the holiday between")]
    [InlineData("2026-09-18", "2026-09-21", false, "a make-up Sunday between")]
    [InlineData("2026-11-20am", "2026-11-23", false, "Friday afternoon between")]
    [InlineData("2026-11-20", "2026-11-23pm", false, "Monday morning between")]
    [InlineData("2026-11-23am", "2026-11-24", false, "the afternoon between")]
    public void Two_leaves_are_adjacent_without_working_time_between(string one, string other, bool expected, string reason) =>
        LeaveCount.AreAdjacent(The_leave_desk.Range(one), The_leave_desk.Range(other), The_calendar.Of_the_state_council).ShouldBe(expected, reason);

    private static LeaveDays Count(string range, LeaveUnit unit) => LeaveCount.Count(The_leave_desk.Range(range), unit, The_calendar.Of_the_state_council);
}
