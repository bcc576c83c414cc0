using System.Text;
using StaffFlows.Workflows.Calendar;
using StaffFlows.Workflows.DataFiles;

namespace StaffFlows.Engine.Tests.Calendar;

public sealed class When_holiday_notices_are_imported
{
    private const string Year_2027 = """
        {"year": 2027, "papers": ["https://www.gov.cn/2027.htm"], "days": [
          {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
          {"name": "元旦", "date": "2026-12-26", "isOffDay": false}]}
        """;

    [Fact]
    public void Days_outside_their_notice_year_are_found_by_date()
    {
        var day = The_calendar.Of_the_state_council.DayOf(new(2022, 12, 31));

        (day.Kind, day.Name, day.Provisional).ShouldBe((DayKind.Holiday, "元旦", true), "the rest of 2022 is not known");
    }

    [Fact]
    public void A_year_without_a_notice_keeps_its_statutory_days_provisionally()
    {
        The_calendar.Of_the_state_council.ConfirmedYears.ShouldBe([2023, 2024, 2025, 2026]);
        The_calendar.Of_the_state_council.IsWorkingDay(new(2027, 2, 5)).ShouldBe(new Dated<bool>(false, true));
    }

    [Fact]
    public void A_published_year_replaces_the_provisional_one_whole()
    {
        var notice = Read(Year_2027).Years.Single();
        var calendar = new WorkingDayCalendar(8, The_calendar.Notices.With(notice), []);

        calendar.IsWorkingDay(new(2027, 2, 5)).ShouldBe(new Dated<bool>(true, false), "the imported notice does not name it");
        calendar.IsWorkingDay(new(2026, 12, 26)).ShouldBe(new Dated<bool>(true, false), "a make-up day in the year before");
        calendar.PublicityEnd(new(2026, 12, 30), 5).ShouldBe(new Dated<DateOnly>(new(2027, 1, 7), false));
    }

    [Fact]
    public void Local_days_stand_above_the_notice()
    {
        var flood = new CalendarOverride(new(2026, 7, 1), "防汛停工", IsWorkingDay: false);
        var calendar = new WorkingDayCalendar(8, The_calendar.Notices, [flood, new(new(2026, 2, 14), "本地不调休", IsWorkingDay: false)]);

        calendar.DayOf(new(2026, 7, 1)).ShouldBe(new CalendarDay(new(2026, 7, 1), DayKind.Holiday, "防汛停工", false));
        calendar.DayOf(new(2026, 2, 14)).IsWorking.ShouldBeFalse();
    }

    [Fact]
    public void What_is_written_reads_the_same_again()
    {
        var notices = The_calendar.Notices.With(Read(Year_2027));
        var again = Read(notices.ToJson());

        again.ToJson().ShouldBe(notices.ToJson());
        again.ConfirmedYears.ShouldBe(notices.ConfirmedYears);
        again.Days.OrderBy(d => d.Date).ShouldBe(notices.Days.OrderBy(d => d.Date));
    }

    [Theory]
    [InlineData("""{"year":2027,"papers":[],"days":[]}""", "days", "holiday-days-missing", "the file exists before the notice does")]
    [InlineData("""{"year":2027,"papers":[],"days":[{"name":"x","date":"2027-13-01","isOffDay":true}]}""", "days[0].date", "date-invalid", "no 13th month")]
    [InlineData("""{"year":2027,"papers":[],"days":[{"name":"x","date":"2025-05-01","isOffDay":true}]}""", "days[0].date", "holiday-outside-year", "another year")]
    [InlineData("""{"year":2027,"papers":[],"days":[{"name":"x","date":"2027-05-04","isOffDay":false}]}""", "days[0].isOffDay", "make-up-day-on-weekday", "a Tuesday")]
    [InlineData("""{"year":2027,"papers":[],"days":[{"name":"x","date":"2027-05-01"}]}""", "days[0].isOffDay", "value-missing", "off or not?")]
    [InlineData("""{"year":2027,"papers":[],"days":[{"date":"2027-05-01","isOffDay":true}]}""", "days[0].name", "value-missing", "what for?")]
    [InlineData("""{"yearsConfirmed":2027,"days":[]}""", "yearsConfirmed", "list-expected", "one year is no list")]
    public void A_bad_row_is_named(string json, string path, string code, string reason) =>
        HolidayNoticeFile.Read(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<HolidayNotices>.Refused>()
            .Errors.Select(e => (e.Field, e.Code)).ShouldBe([(path, code)], reason);

    [Fact]
    public void The_same_date_twice_is_refused() =>
        HolidayNoticeFile.Read(Encoding.UTF8.GetBytes(Year_2027.Replace("2026-12-26", "2027-01-01", StringComparison.Ordinal)))
            .ShouldBeOfType<Reading<HolidayNotices>.Refused>().Errors[0].Code.ShouldBe("date-duplicate");

    [Fact]
    public void A_year_without_an_address_of_its_notice_stays_provisional() =>
        Read(Year_2027.Replace("\"https://www.gov.cn/2027.htm\"", "", StringComparison.Ordinal)).ConfirmedYears.ShouldBeEmpty();

    private static HolidayNotices Read(string json) => HolidayNoticeFile.Read(Encoding.UTF8.GetBytes(json)).GetValue();
}
