using System.Text.Json.Nodes;
using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;
using static StaffFlows.Engine.Tests.Leave.The_leave_desk;

namespace StaffFlows.Engine.Tests.Leave;

public sealed class When_a_leave_request_is_assessed
{
    [Theory]
    [InlineData("2026-11-23am", 1, "half a day")]
    [InlineData("2026-11-23..2026-11-25", 1, "three days are covered by 1–3")]
    [InlineData("2026-11-23..2026-11-26am", 2, "three and a half")]
    [InlineData("2026-11-23..2026-11-26", 2, "four")]
    [InlineData("2026-05-06pm..2026-05-09", 2, "EC-17: the make-up Saturday makes it three and a half")]
    public void Its_length_picks_the_tier(string range, int tier, string reason)
    {
        var accepted = Accepted(Assess(Request("u030", range, "u031")));

        accepted.Tier.ShouldBe(tier, reason);
        accepted.Approvers.Contains("CenterDirector").ShouldBe(tier == 2, reason);
        accepted.Inform.ShouldBe(tier == 1 ? ["ServiceCenter"] : []);
        accepted.StandInId.ShouldBe("E031");
    }

    [Theory]
    [InlineData("2026-11-30..2026-12-02", 3, 6, 2, "EC-16: three and three back to back over a weekend")]
    [InlineData("2026-12-01..2026-12-02", 2, 2, 1, "a working Monday between")]
    public void Adjacent_leave_is_added_up(string range, decimal days, decimal total, int tier, string reason)
    {
        var accepted = Accepted(Assess(Request("u030", range, "u031"), Entry("u030", "2026-11-25..2026-11-27", 3)));

        (accepted.Days.Days, accepted.TotalDays, accepted.Tier).ShouldBe((days, total, tier), reason);
    }

    [Fact]
    public void Adjacent_leave_chains_over_several_entries_of_any_type()
    {
        var accepted = Accepted(Assess(
            Request("u030", "2026-11-25", "u031"),
            Entry("u030", "2026-11-27", 1, LeaveType.Annual, caseNo: 2), Entry("u030", "2026-11-26", 1, caseNo: 3), Entry("u030", "2026-11-24", 1, caseNo: 4)));

        (accepted.TotalDays, accepted.Adjacent.Length, accepted.Tier).ShouldBe((4, 3, 2));
    }

    [Fact]
    public void Leave_wholly_in_a_holiday_is_refused_ec_18() =>
        Errors(Assess(Request("u030", "2026-10-01..2026-10-07", "u031"))).ShouldBe([("from", "leave-zero-days")]);

    [Theory]
    [InlineData("2026-11-26..2026-11-23", "range-end-before-start")]
    [InlineData("2026-11-23..2028-11-23", "leave-too-long")]
    public void A_range_that_is_none_is_refused(string range, string code) =>
        Errors(Assess(Request("u030", range, "u031"))).ShouldBe([("to", code)]);

    [Theory]
    [InlineData("2026-11-25am", LeaveState.Approved, true, "the morning is taken")]
    [InlineData("2026-11-25am", LeaveState.Reserved, true, "reserved is taken")]
    [InlineData("2026-11-25am", LeaveState.Released, false, "given back is free")]
    [InlineData("2026-11-25pm", LeaveState.Approved, false, "the afternoon is free")]
    public void It_may_not_overlap_what_the_person_has(string range, LeaveState state, bool refused, string reason)
    {
        var assessment = Assess(Request("u030", range, "u031"), Entry("u030", "2026-11-23..2026-11-25am", 2.5m) with { State = state });

        if (refused) Errors(assessment).ShouldBe([("from", "leave-overlap")], reason);
        else Accepted(assessment);
    }

    [Fact]
    public void Handed_in_again_it_does_not_stand_in_its_own_way() =>
        Accepted(Assess(
            Request("u030", "2026-11-23..2026-11-26", "u031", caseId: CaseId(1)),
            Entry("u030", "2026-11-23..2026-11-25", 3, standIn: "u031"))).TotalDays.ShouldBe(4);

    [Fact]
    public void Days_of_an_unpublished_year_come_with_a_warning_ec_19()
    {
        var accepted = Accepted(Assess(Request("u030", "2026-12-31..2027-01-04", "u031")));

        accepted.Days.Provisional.ShouldBeTrue();
        accepted.Warnings.Select(w => w.Code).ShouldBe(["calendar-provisional"]);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Errors(Assess(Request("u030", "2026-11-28", "u030"))).ShouldBe([("from", "leave-zero-days"), ("standIn", "stand-in-is-applicant")]);

    [Theory]
    [InlineData("u042", "2026-12-01", "u041", LeaveType.Personal, "applicant-on-probation")]
    [InlineData("u030", "2026-11-20", "u031", LeaveType.Personal, "leave-starts-in-past")]
    [InlineData("u030", "2026-11-23", "u031", LeaveType.Sick, "proof-required")]
    public void Approvers_are_warned(string applicant, string range, string standIn, LeaveType type, string code) =>
        Accepted(Assess(Request(applicant, range, standIn, type))).Warnings.Select(w => w.Code).ShouldBe([code]);

    [Fact]
    public void The_last_of_a_window_to_be_there_is_told_to_the_approvers() =>
        Accepted(Assess(Request("u040", "2026-11-23..2026-11-24", "u039"))).Warnings.Single()
            .ShouldSatisfyAllConditions(w => w.Code.ShouldBe("window-uncovered"), w => w.Arguments.ShouldBe(["后台审批区", "2026-11-23"]));

    [Fact]
    public void The_form_becomes_a_request()
    {
        var data = JsonNode.Parse("""{"type":"workInjury","from":"2026-11-23","fromHalf":"pm","to":"2026-11-24","toHalf":"am","standIn":"LX0031"}""")!.AsObject();

        LeaveRequest.TryRead(data, "E030", null, out var request).ShouldBeTrue();
        request.ShouldBe(Request("u030", "2026-11-23pm..2026-11-24am", "u031", LeaveType.WorkInjury));
        data.Remove("to");
        LeaveRequest.TryRead(data, "E030", null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Annual_leave_without_a_recorded_start_of_work_is_not_counted_off()
    {
        var organisation = The_county.With(The_county.Person("u030") with { FirstWorkDate = null });
        var accepted = Accepted(Assess(Request("u030", "2026-11-23", "u031", LeaveType.Annual), Context with { Organisation = organisation }));

        accepted.Balances.ShouldBeEmpty();
        accepted.Warnings.Select(w => w.Code).ShouldBe(["entitlement-unknown"]);
    }
}
