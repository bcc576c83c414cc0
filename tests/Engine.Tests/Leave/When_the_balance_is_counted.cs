using StaffFlows.Workflows.Leave;
using static StaffFlows.Engine.Tests.Leave.The_leave_desk;

namespace StaffFlows.Engine.Tests.Leave;

/// <summary>u030 began work in July 2015: ten days of annual leave in 2026.</summary>
public sealed class When_the_balance_is_counted
{
    [Fact]
    public void What_is_left_is_shown_before_and_after() =>
        Annual("2026-11-23..2026-11-24", Entry("u030", "2026-06-01..2026-06-03", 3, LeaveType.Annual)).Balances
            .ShouldBe([new LeaveBalance(2026, 10, 7, 5)]);

    [Theory]
    [InlineData("2026-11-23..2026-11-24", true, "exactly what is left")]
    [InlineData("2026-11-23..2026-11-25am", false, "half a day too much")]
    public void It_may_be_used_up_but_not_exceeded(string range, bool accepted, string reason)
    {
        var assessment = Assess(Request("u030", range, "u031", LeaveType.Annual), Entry("u030", "2026-06-01..2026-06-10", 8, LeaveType.Annual));

        if (accepted) Accepted(assessment);
        else Errors(assessment).ShouldBe([("type", "balance-exceeded")], reason);
    }

    [Fact]
    public void Reserved_days_are_taken_off_and_released_ones_are_not()
    {
        var reserved = Entry("u030", "2026-06-01..2026-06-03", 3, LeaveType.Annual) with { State = LeaveState.Reserved };

        Annual("2026-11-23", reserved).Balances.Single().Before.ShouldBe(7);
        Annual("2026-11-23", reserved with { State = LeaveState.Released }).Balances.Single().Before.ShouldBe(10);
    }

    [Fact]
    public void Other_types_and_other_years_do_not_touch_it() => Annual(
        "2026-11-23", Entry("u030", "2026-06-01..2026-06-03", 3), Entry("u030", "2025-06-02..2025-06-03", 2, LeaveType.Annual, caseNo: 2))
        .Balances.Single().Before.ShouldBe(10);

    [Fact]
    public void Leave_across_new_year_is_split_by_year() =>
        Annual("2026-12-30..2027-01-05").Balances.ShouldBe([new LeaveBalance(2026, 10, 10, 8), new LeaveBalance(2027, 10, 10, 8)]);

    [Fact]
    public void An_entry_across_new_year_takes_its_part_of_each() =>
        Annual("2026-11-23", Entry("u030", "2025-12-30..2026-01-05", 4, LeaveType.Annual)).Balances.Single().Before
            .ShouldBe(8, "1–3 January 2026 are off; the 4th, a make-up Sunday, and the 5th count");

    [Fact]
    public void Before_the_first_full_year_there_is_none() =>
        Errors(Assess(Request("u030", "2016-07-04", "u031", LeaveType.Annual))).ShouldBe([("type", "balance-exceeded")]);

    private static LeaveAssessment.Accepted Annual(string range, params System.Collections.Immutable.ImmutableArray<LeaveEntry> entries) =>
        Accepted(Assess(Request("u030", range, "u031", LeaveType.Annual), entries));
}
