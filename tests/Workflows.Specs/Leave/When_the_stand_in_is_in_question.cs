using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

/// <summary>STF-01, STF-02 and the ladder of P6.2.</summary>
public sealed class When_the_stand_in_is_in_question
{
    [Fact]
    public async Task A_refused_stand_in_lets_the_applicant_choose_another()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-01", LeaveSteps.StandIn);

        await (await hall.AsAsync("u031")).DecideAsync(leave, "refuse", "当周已有培训安排。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u030")).DecideAsync(leave, "resubmit", form: new { standIn = "LX0022" });

        (await hall.HasTaskAsync("u022", leave)).ShouldBeTrue();
        (await hall.StepsAsync(leave, "current")).ShouldBe(["顶岗确认"]);
    }

    [Fact]
    public async Task EC_13_without_any_stand_in_only_the_director_can_approve()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-11-30", LeaveSteps.StandIn);
        await (await hall.AsAsync("u031")).DecideAsync(leave, "refuse", "另有任务。");
        await (await hall.AsAsync("u030")).DecideAsync(leave, "none");
        await hall.RestartAsync();
        await (await hall.AsAsync("u022")).DecideAsync(leave, "none", "窗口无人可替。");
        await (await hall.AsAsync("u020")).DecideAsync(leave, "none", "单位无人可派。");

        await hall.AgreeAsync(leave, "u022", "u020");

        (await hall.StatusAsync(leave)).ShouldBe("running");
        await hall.RestartAsync();
        await (await hall.AsAsync("u004")).DecideAsync(leave, "agree", "当日 W04 与 W02 合并受理。");
        (await hall.StatusAsync(leave)).ShouldBe("approved");
    }

    [Fact]
    public async Task EC_14_partners_on_the_same_days_block_each_other_unless_another_stands_in()
    {
        await using var hall = await Hall.OpenAsync();
        await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-01", LeaveSteps.StandIn);
        await hall.RestartAsync();
        var partner = await hall.AsAsync("u031");

        var blocked = await partner.TryApplyForLeaveAsync("2026-12-01", "2026-12-02", "LX0030");
        var other = await partner.TryApplyForLeaveAsync("2026-12-02", "2026-12-02", "LX0032");

        blocked.Code.ShouldBe("stand-in-on-leave");
        blocked.Body!["errors"]!["standIn"].ShouldNotBeNull();
        other.Expect();
    }
}
