using StaffFlows.Engine.Tests.Personnel;
using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;
using static StaffFlows.Engine.Tests.Leave.The_leave_desk;

namespace StaffFlows.Engine.Tests.Leave;

public sealed class When_a_stand_in_is_named
{
    private const string Days = "2026-11-23..2026-11-24";

    [Theory]
    [InlineData("u030", "u031", null, "same window")]
    [InlineData("u040", "u039", null, "AB partner of another window")]
    [InlineData("u030", "u030", "stand-in-is-applicant", "himself")]
    [InlineData("u030", "u033", "stand-in-not-competent", "another window")]
    [InlineData("u030", "u055", "stand-in-not-active", "a candidate is not there yet")]
    [InlineData("u033", "u034", "partner-same-days", "his partner overstayed: no known end")]
    public void He_must_be_there_and_able(string applicant, string standIn, string? code, string reason)
    {
        var assessment = Assess(Request(applicant, Days, standIn));

        if (code is null) Accepted(assessment);
        else Errors(assessment).ShouldBe([("standIn", code)], reason);
    }

    [Fact]
    public void He_must_exist() =>
        Errors(Assess(Request("u030", Days) with { StandInStaffNo = "LX9999" })).ShouldBe([("standIn", "stand-in-unknown")]);

    [Theory]
    [InlineData("2026-11-24pm..2026-11-25", "stand-in-on-leave", "on leave from the second afternoon")]
    [InlineData("2026-11-25", null, "on leave from the day after")]
    public void He_may_not_be_on_leave_himself(string away, string? code, string reason)
    {
        var assessment = Assess(Request("u032", Days, "u031"), Entry("u031", away, 1));

        if (code is null) Accepted(assessment);
        else Errors(assessment).ShouldBe([("standIn", code)], reason);
    }

    [Fact]
    public void Ab_partners_may_not_both_go_ec_14()
    {
        var partnersLeave = Entry("u022", Days, 2, standIn: "u030");

        Errors(Assess(Request("u030", Days, "u022"), partnersLeave)).ShouldBe([("standIn", "partner-same-days")]);
        Accepted(Assess(Request("u030", Days, "u031"), partnersLeave)).Warnings
            .Single(w => w.Code == "applicant-stands-in").Arguments.ShouldBe(["汪初晴"], "another stand-in may, but the duty is to be handed on");
    }

    [Fact]
    public void He_may_not_stand_in_twice() =>
        Errors(Assess(Request("u030", Days, "u031"), Entry("u032", "2026-11-24", 1, standIn: "u031"))).ShouldBe([("standIn", "stand-in-busy")]);

    [Fact]
    public void He_must_be_named_while_somebody_is_free()
    {
        var rejection = Assess(Request("u030", Days)).ShouldBeOfType<LeaveAssessment.Refused>().Rejection;

        rejection.Fields.Single().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("stand-in-missing"), f => f.Arguments.ShouldBe(["汪初晴"]));
    }

    [Theory]
    [InlineData(LeaveType.Personal, "no-stand-in-available")]
    [InlineData(LeaveType.Annual, "no-stand-in-statutory")]
    public void Where_nobody_could_the_request_goes_on_to_the_ladder_ec_13(LeaveType type, string code)
    {
        var accepted = Accepted(Assess(Request("u046", Days, type: type)));

        accepted.StandInId.ShouldBeNull();
        accepted.Warnings.Select(w => w.Code).ShouldBe([code, "window-uncovered"]);
    }

    [Fact]
    public void Where_everybody_is_away_the_request_goes_on_to_the_ladder_too() =>
        Accepted(Assess(Request("u044", Days), Entry("u045", Days, 2, caseNo: 2))).Warnings.Select(w => w.Code)
            .ShouldBe(["no-stand-in-available", "window-uncovered"]);

    [Fact]
    public void A_superior_vouches_for_whom_he_sends()
    {
        var request = Request("u046", Days, "u041");
        var ledgers = new LeaveLedgers(new("E046", [], []), null, []);

        StandInCheck.Check(request, StandInSource.Superior, ledgers, Context).ShouldBeNull();
        StandInCheck.Check(request, StandInSource.Applicant, ledgers, Context)!.Code.ShouldBe("stand-in-not-competent");
    }

    [Fact]
    public void A_status_that_a_leave_of_today_explains_ends_with_it()
    {
        var organisation = The_county.With(The_county.Person("u031") with { Status = PersonStatus.OnLeave });
        var context = Context with { Organisation = organisation, Today = new(2026, 11, 20) };

        Accepted(Assess(Request("u032", Days, "u031"), context, Entry("u031", "2026-11-20", 1)));
        Errors(Assess(Request("u032", Days, "u031"), context)).ShouldBe([("standIn", "stand-in-on-leave")]);
    }
}
