using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.Publicity;

namespace StaffFlows.Engine.Tests.Publicity;

/// <summary>By the holiday notices that ship.</summary>
public sealed class When_a_period_is_computed
{
    private static readonly HolidayNotices Notices = HolidayNoticeFile.Read(Repository.Read("workflows/calendar/cn-holidays.json")).GetValue();
    private static readonly WorkingDayCalendar Calendar = new(1, Notices, []);

    [Theory]
    [InlineData("2026-02-12", 5, false, "2026-02-13", "2026-02-26", "Saturday 14 is a make-up workday, 15 to 23 are off")]
    [InlineData("2026-02-24", 5, false, "2026-02-25", "2026-03-02", "Saturday 28 is a make-up workday")]
    [InlineData("2026-03-14", 5, false, "2026-03-16", "2026-03-20", "posted on a Saturday: Monday is the first day")]
    [InlineData("2026-03-12", 5, true, "2026-03-12", "2026-03-18", "a hall that counts the posting day")]
    [InlineData("2026-03-14", 5, true, "2026-03-16", "2026-03-20", "such a hall can't count a Saturday")]
    public void TC_1_the_posting_day_is_not_counted_and_days_off_are_not(string posted, int days, bool counts, string first, string last, string why)
    {
        var period = PublicityPeriod.From(DateOnly.Parse(posted), days, counts, Calendar);

        ($"{period.FirstDay:yyyy-MM-dd}", $"{period.LastDay:yyyy-MM-dd}").ShouldBe((first, last), why);
        period.EndsAt(OfficeHours.Default).ShouldBe(new DateTimeOffset(period.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)));
    }

    [Theory]
    [InlineData("2026-03-17", false, "2026-03-20", "a day off more")]
    [InlineData("2026-03-14", true, "2026-03-19", "a workday more would shorten it")]
    public void EC_05_TC_9_another_calendar_lengthens_and_never_shortens(string date, bool isWorkingDay, string last, string why)
    {
        var period = PublicityPeriod.From(new(2026, 3, 12), 5, countsPostingDay: false, Calendar);

        var again = period.By(new(2, Notices, [new(DateOnly.Parse(date), "", isWorkingDay)]));

        ($"{again.LastDay:yyyy-MM-dd}", again.CalendarVersion).ShouldBe((last, 2), why);
    }

    [Fact]
    public void TC_9_a_year_without_a_holiday_notice_makes_it_provisional() =>
        PublicityPeriod.From(new(2026, 12, 28), 5, countsPostingDay: false, Calendar).IsProvisional.ShouldBeTrue();

    [Theory]
    [InlineData("2026-03-13", 0, "on its first day nothing is over")]
    [InlineData("2026-03-17", 2, "Friday and Monday")]
    [InlineData("2026-04-01", 5, "never more than there are")]
    public void EC_04_the_days_before_an_interruption_are_not_lost(string day, int before, string why) =>
        PublicityPeriod.From(new(2026, 3, 12), 5, countsPostingDay: false, Calendar).DaysBefore(DateOnly.Parse(day), Calendar).ShouldBe(before, why);
}
