using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_leave_of_two_days_is_requested
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    private async Task<LeaveCase> ApprovedByTheUnitAsync()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");
        await leave.DecideAsync("u022", "agree");
        await leave.DecideAsync("u020", "agree");
        return leave;
    }

    [Fact]
    public async Task It_is_approved_by_the_unit_and_the_centre_is_informed()
    {
        var leave = await ApprovedByTheUnitAsync();

        leave.Status.ShouldBe(CaseStatus.Approved);
        leave.Entry.State.ShouldBe(LeaveState.Approved);
        leave.Open.ShouldBe(["centre: u006"]);

        await leave.DecideAsync("u006", "noted");
        _hall.Instances.Single().IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task Silence_of_the_centre_counts_as_noted_after_one_working_day()
    {
        var leave = await ApprovedByTheUnitAsync();

        await _hall.AdvanceToAsync("2026-11-24 17:29");
        leave.Open.ShouldBe(["centre: u006"]);
        await _hall.AdvanceToAsync("2026-11-24 17:31");

        leave.Open.ShouldBeEmpty();
        leave.Timeline.ShouldContain("entry.timed-out");
        leave.Status.ShouldBe(CaseStatus.Approved);
        _hall.Instances.Single().IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task An_objection_needs_a_reason_and_brings_it_back_to_the_unit_while_it_stays_approved()
    {
        var leave = await ApprovedByTheUnitAsync();

        (await leave.TryDecideAsync("u006", "object"))!.Code.ShouldBe("opinion-required");
        await leave.DecideAsync("u006", "object", "月底业务高峰");

        leave.Open.ShouldBe(["unit: u013", "unit: u020"]);
        leave.Status.ShouldBe(CaseStatus.Approved);
    }

    [Fact]
    public async Task A_rejection_after_the_objection_gives_the_leave_back()
    {
        var leave = await ApprovedByTheUnitAsync();
        await leave.DecideAsync("u006", "object", "月底业务高峰");

        await leave.DecideAsync("u013", "reject", "改期");

        leave.Status.ShouldBe(CaseStatus.Rejected);
        leave.Entry.State.ShouldBe(LeaveState.Released);
        leave.Told("case.rejected").ShouldBe(["u030"]);
    }

    [Fact]
    public async Task A_confirmation_after_the_objection_approves_once_and_informs_the_centre_again()
    {
        var leave = await ApprovedByTheUnitAsync();
        await leave.DecideAsync("u006", "object", "月底业务高峰");

        await leave.DecideAsync("u013", "agree");

        leave.Open.ShouldBe(["centre: u006"]);
        leave.Status.ShouldBe(CaseStatus.Approved);
    }

    [Fact]
    public async Task A_change_after_the_objection_makes_it_undecided_again()
    {
        var leave = await ApprovedByTheUnitAsync();
        await leave.DecideAsync("u006", "object", "月底业务高峰");
        await leave.DecideAsync("u013", "return", "请改到12月中旬");

        await leave.DecideAsync("u030", "resubmit", changes: new() { ["from"] = "2026-12-15", ["to"] = "2026-12-16" });

        leave.Status.ShouldBe(CaseStatus.Running);
        leave.Entry.State.ShouldBe(LeaveState.Reserved);
        leave.Open.ShouldBe(["stand-in: u031"]);
    }
}
