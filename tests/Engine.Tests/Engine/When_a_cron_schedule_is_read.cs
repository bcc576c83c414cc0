using StaffFlows.Engine.Scheduling;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_cron_schedule_is_read
{
    [Theory]
    [InlineData("0 30 8 * * *", "2026-03-02T00:00:00Z", "2026-03-02T00:30:00Z", "half past eight in Shanghai")]
    [InlineData("0 30 8 * * *", "2026-03-02T00:30:00Z", "2026-03-03T00:30:00Z", "after, not at the moment")]
    [InlineData("*/10 * * * * *", "2026-03-02T00:00:05Z", "2026-03-02T00:00:10Z", "seconds")]
    [InlineData("0 0 0 1 * *", "2026-02-28T15:59:59Z", "2026-02-28T16:00:00Z", "the first of the month begins at midnight in Shanghai")]
    [InlineData("0 0 9 * * MON-FRI", "2026-03-06T05:00:00Z", "2026-03-09T01:00:00Z", "from Friday to Monday")]
    [InlineData("0 0 9 13 * FRI", "2026-03-14T00:00:00Z", "2026-11-13T01:00:00Z", "both days must be met")]
    [InlineData("0 0 0 29 2 *", "2026-03-02T00:00:00Z", "2028-02-28T16:00:00Z", "leap years")]
    [InlineData("  0  0 9 * JAN *", "2026-03-02T00:00:00Z", "2027-01-01T01:00:00Z", "names of months, spaces")]
    public void It_knows_what_comes_next(string cron, string moment, string next, string reason)
    {
        CronSchedule.TryParse(cron, out var schedule, out _).ShouldBeTrue();

        schedule.ShouldNotBeNull().NextAfter(DateTimeOffset.Parse(moment)).ShouldBe(DateTimeOffset.Parse(next), reason);
    }

    [Theory]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "half past two is left out that night: it happens at three")]
    [InlineData("2026-10-24T23:00:00Z", "2026-10-25T01:30:00Z", "half past two comes twice: it happens the second time")]
    public void It_copes_with_changing_clocks(string moment, string next, string reason)
    {
        CronSchedule.TryParse("0 30 2 * * *", out var schedule, out _).ShouldBeTrue();

        schedule.ShouldNotBeNull().NextAfter(DateTimeOffset.Parse(moment), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).ShouldBe(DateTimeOffset.Parse(next), reason);
    }

    [Fact]
    public void It_ends_with_the_calendar()
    {
        CronSchedule.TryParse("0 0 0 1 1 *", out var schedule, out _).ShouldBeTrue();

        schedule.ShouldNotBeNull().NextAfter(DateTimeOffset.MaxValue.AddDays(-3)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "0 段", "not 0")]
    [InlineData("", "0 段", "not 0")]
    [InlineData("0 9 * * *", "5 段", "not 5")]
    [InlineData("0 0 9 * * * 2026", "7 段", "not 7")]
    [InlineData("@daily", "1 段", "not 1")]
    [InlineData("0 0 9 ? * *", "“?”", "'?'")]
    [InlineData("0 0 9 L * *", "“L”", "'L'")]
    [InlineData("0 0 9 15W * *", "“W”", "'W'")]
    [InlineData("0 0 9 * * 5L", "“L”", "'L'")]
    [InlineData("0 0 9 * * MON#1", "“#”", "'#'")]
    [InlineData("0 0 24 * * *", "不是有效的", "no cron expression")]
    [InlineData("a b c d e f", "不是有效的", "no cron expression")]
    [InlineData("0 0 0 30 2 *", "永远不会", "never comes")]
    public void What_it_cannot_read_is_said(string? cron, string zh, string en)
    {
        CronSchedule.TryParse(cron, out var schedule, out var problem).ShouldBeFalse();

        schedule.ShouldBeNull();
        problem.Zh.ShouldContain(zh);
        problem.En.ShouldContain(en);
    }
}
