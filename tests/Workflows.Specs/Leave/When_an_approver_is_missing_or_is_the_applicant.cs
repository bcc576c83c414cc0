using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_an_approver_is_missing_or_is_the_applicant
{
    [Fact]
    public async Task EC_22_a_window_heads_own_leave_skips_his_level()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u022")).ApplyForLeaveAsync("2026-11-30", "2026-12-01", "LX0030");
        await hall.AcceptStandInAsync(leave, by: "u030");
        await hall.RestartAsync();

        (await hall.HasTaskAsync("u022", leave)).ShouldBeFalse();
        (await hall.HasTaskAsync("u020", leave)).ShouldBeTrue();
        (await hall.StepsAsync(leave, "skipped")).ShouldContain("窗口负责人审批");
    }

    [Fact]
    public async Task EC_23_an_approver_on_leave_is_represented_by_his_partner()
    {
        await using var hall = await Hall.OpenAsync();
        var heads = await (await hall.AsAsync("u022")).ApplyForLeaveAsync("2026-11-24", "2026-11-27", "LX0031");
        await hall.AcceptStandInAsync(heads);
        await hall.AgreeAsync(heads, "u020", "u004");
        await hall.AdvanceToAsync(Hall.At(2026, 11, 25));
        await hall.RestartAsync();

        var leave = await (await hall.AsAsync("u032")).ApplyForLeaveAsync("2026-12-07", "2026-12-07", "LX0030");
        await hall.AcceptStandInAsync(leave, by: "u030");

        (await hall.HasTaskAsync("u030", leave)).ShouldBeTrue("u030 is the head's partner");
        (await (await hall.AsAsync("u030")).TaskOfAsync(leave))["reasons"]!.AsArray().ShouldContain(r => r!.GetValue<string>().Contains("汪初晴"));
    }

    [Fact]
    public async Task EC_23_a_silent_approver_is_escalated_after_two_working_days()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-12-07", "2026-12-07", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        (await hall.HasTaskAsync("u020", leave)).ShouldBeFalse();

        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 11, 26));

        (await hall.HasTaskAsync("u022", leave)).ShouldBeTrue();
        (await hall.HasTaskAsync("u020", leave)).ShouldBeTrue("the unit's deputy leader stands above the window head");
    }
}
