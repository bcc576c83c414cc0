using System.Collections.Immutable;
using StaffFlows.Engine.Execution;
using StaffFlows.Workflows.Calendar;

namespace StaffFlows.Engine.Tests.Calendar;

public sealed class When_an_operation_is_called_with_wrong_arguments
{
    [Theory]
    [InlineData("publicity-end", "days=5", "posted", "value-missing")]
    [InlineData("publicity-end", "posted=soon&days=5", "posted", "date-invalid")]
    [InlineData("publicity-end", "posted=2026-03-09&posted=2026-03-10&days=5", "posted", "value-repeated")]
    [InlineData("publicity-end", "posted=2026-03-09&days=0", "days", "number-out-of-range")]
    [InlineData("publicity-end", "posted=2026-03-09&days=5.5", "days", "number-out-of-range")]
    [InlineData("publicity-end", "posted=9999-12-31&days=5", "posted", "date-invalid")]
    [InlineData("notice-end", "delivered=2026-01-31&months=1&days=30&policy=never", "policy", "choice-unknown")]
    [InlineData("absence-run", "absentDates=2026-03-09&absentDates=x", "absentDates", "date-invalid")]
    [InlineData("is-working-day", "date=2026-03-09&day=1", "day", "argument-unknown")]
    public void Each_argument_says_what_is_wrong_with_it(string operation, string query, string argument, string code)
    {
        var rejection = Call(operation, query).ShouldBeOfType<CalendarAnswer.Refused>().Rejection;

        rejection.Kind.ShouldBe(RejectionKind.Invalid);
        rejection.Fields.Select(f => (f.Field, f.Code)).ShouldBe([(argument, code)]);
    }

    [Fact]
    public void An_unknown_operation_is_not_found() =>
        Call("easter", "year=2026").ShouldBeOfType<CalendarAnswer.Refused>().Rejection.Kind.ShouldBe(RejectionKind.NotFound);

    [Theory]
    [InlineData("later", "2026-08-15")]
    [InlineData("oneMonth", "2026-08-15")]
    [InlineData("thirtyDays", "2026-08-14")]
    [InlineData("statutory", "2026-08-14")]
    public void The_notice_policy_decides(string policy, string expected) =>
        Call("notice-end", $"delivered=2026-07-15&months=1&days=30&policy={policy}").ShouldBeOfType<CalendarAnswer.Answered>()
            .Result.GetValue<string>().ShouldBe(expected);

    [Theory]
    [InlineData(0, "2026-03-09")]
    [InlineData(1, "2026-03-10")]
    [InlineData(-1, "2026-03-06")]
    public void Working_days_are_added_in_both_directions(int days, string expected) =>
        Call("add-working-days", $"start=2026-03-09&days={days}").ShouldBeOfType<CalendarAnswer.Answered>().Result.GetValue<string>().ShouldBe(expected);

    private static CalendarAnswer Call(string operation, string query) => CalendarOperations.Call(
        operation,
        query.Split('&').Select(pair => pair.Split('=')).GroupBy(p => p[0], p => p[1]).ToDictionary(g => g.Key, g => g.ToImmutableArray()),
        The_calendar.Of_the_state_council);
}
