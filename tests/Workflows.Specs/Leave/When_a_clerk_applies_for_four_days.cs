using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

/// <summary>P6 steps 1–6, tier above three days (LEV-03).</summary>
public sealed class When_a_clerk_applies_for_four_days
{
    [Fact]
    public async Task The_director_decides_after_stand_in_window_head_and_deputy_even_across_a_restart()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var leave = await clerk.ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        (await clerk.CaseAsync(leave)).Days().ShouldBe(4m);

        await hall.AcceptStandInAsync(leave);
        await hall.AgreeAsync(leave, "u022");
        await hall.RestartAsync();
        await hall.AgreeAsync(leave, "u020");
        (await hall.StatusAsync(leave)).ShouldBe("running");
        await hall.RestartAsync();
        await hall.AgreeAsync(leave, "u004");

        (await hall.StatusAsync(leave)).ShouldBe("approved");
        (await hall.StepsAsync(leave, "done")).ShouldBe(["提交申请", "顶岗确认", "窗口负责人审批", "单位领导审批", "中心主任审批"], ignoreOrder: false);
    }

    [Fact]
    public async Task The_unit_leaders_row_closes_when_the_deputy_has_decided()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await hall.AgreeAsync(leave, "u022");
        (await hall.HasTaskAsync("u013", leave)).ShouldBeTrue();

        await hall.RestartAsync();
        await hall.AgreeAsync(leave, "u020");

        (await hall.HasTaskAsync("u013", leave)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_timeline_predicts_who_comes_next()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);

        (await hall.StepsAsync(leave, "current")).ShouldBe(["顶岗确认"]);
        (await hall.StepsAsync(leave, "predicted")).ShouldBe(["窗口负责人审批", "单位领导审批", "中心主任审批"]);
    }

    [Fact]
    public async Task It_has_a_number_of_the_year()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");

        var leave = await clerk.ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);

        (await clerk.CaseAsync(leave))["number"]!.GetValue<string>().ShouldBe("QJ-2026-000001");
    }
}
