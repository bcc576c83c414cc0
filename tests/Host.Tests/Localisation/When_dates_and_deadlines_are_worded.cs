using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StaffFlows.Host.Components.Models;
using StaffFlows.Host.Localisation;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Host.Tests.Localisation;

public sealed class When_dates_and_deadlines_are_worded : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData("zh-CN", "2026-11-23T00:52:00Z", "今天 08:52")]
    [InlineData("zh-CN", "2026-11-20T07:40:00Z", "11月20日 15:40")]
    [InlineData("zh-CN", "2026-11-22T16:30:00Z", "今天 00:30")] // still Sunday in UTC
    [InlineData("zh-CN", "2025-12-01T01:00:00Z", "2025年12月1日 09:00")]
    [InlineData("en", "2026-11-20T07:40:00Z", "Nov 20 15:40")]
    public void A_moment_is_given_in_the_offices_zone_and_as_today_where_it_is(string culture, string at, string expected) =>
        In(culture).Moment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Theory]
    [InlineData("zh-CN", "2026-11-30", false, "2026-12-04", true, "2026年11月30日（周一）上午 至 12月4日（周五）下午")]
    [InlineData("zh-CN", "2026-12-30", true, "2027-01-04", false, "2026年12月30日（周三）下午 至 2027年1月4日（周一）上午")]
    [InlineData("en", "2026-11-30", true, "2026-12-04", true, "Mon, Nov 30, 2026, afternoon to Fri, Dec 4, 2026, afternoon")]
    public void A_range_of_half_days_says_the_year_once_where_both_ends_share_it(
        string culture, string from, bool fromAfternoon, string to, bool toAfternoon, string expected) =>
        In(culture).HalfDayRange(Date(from), fromAfternoon, Date(to), toAfternoon).ShouldBe(expected);

    [Theory]
    [InlineData("zh-CN", "4.5", "4.5 个工作日")]
    [InlineData("zh-CN", "4.0", "4 个工作日")]
    [InlineData("en", "1.0", "1 working day")]
    [InlineData("en", "0.5", "0.5 working days")]
    public void Days_have_no_trailing_zero(string culture, string days, string expected) =>
        In(culture).WorkingDays(decimal.Parse(days, CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Theory]
    [InlineData("2026-11-24T17:30:00+08:00", 1, "还剩 1 个工作日（11月24日 17:30 前）", Tone.Wait)]
    [InlineData("2026-11-25T17:30:00+08:00", 2, "还剩 2 个工作日（11月25日 17:30 前）", Tone.None)]
    [InlineData("2026-11-27T00:00:00+08:00", 3, "还剩 3 个工作日（11月26日 24:00 前）", Tone.None)] // publicity ends with its last day
    [InlineData("2026-11-23T17:30:00+08:00", 0, "今天 17:30 前", Tone.Wait)]
    [InlineData("2026-11-23T09:00:00+08:00", 0, "今天已超时", Tone.Late)] // it is 09:41
    [InlineData("2026-11-19T17:30:00+08:00", -2, "已超时 2 个工作日", Tone.Late)]
    public void A_deadline_is_said_in_words_with_its_tone(string at, int remaining, string expected, Tone tone)
    {
        var due = new Due(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), remaining);
        var say = In("zh-CN");

        say.Deadline(due).ShouldBe(expected);
        say.ToneOf(due).ShouldBe(tone);
    }

    [Fact]
    public void A_stopped_clock_is_never_overdue()
    {
        var due = new Due(new(2026, 11, 19, 17, 30, 0, TimeSpan.FromHours(8)), -2, IsPaused: true);

        In("zh-CN").Deadline(due).ShouldBe("暂停计时");
        In("zh-CN").IsOverdue(due).ShouldBeFalse();
    }

    [Theory]
    [InlineData("16900000038", "169****0038")]
    [InlineData("169 0000 0038", "169****0038")]
    [InlineData("12345", "****45")] // too short to show seven digits of it
    [InlineData(null, "")]
    public void A_phone_number_is_masked(string? phone, string expected) => Wording.MaskedPhone(phone).ShouldBe(expected);

    private static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Wording In(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new Monday()).AddSingleton<BusinessClock>().AddTexts().BuildServiceProvider().GetRequiredService<Wording>();
    }

    private sealed class Monday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 1, 41, 0, TimeSpan.Zero);
    }
}
