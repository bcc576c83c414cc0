using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_an_application_is_returned_rejected_or_withdrawn
{
    [Fact]
    public async Task It_comes_back_for_change_and_runs_again_with_the_new_dates()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var leave = await clerk.ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await (await hall.AsAsync("u022")).DecideAsync(leave, "return", "3日有培训，请改到2日。");
        await hall.RestartAsync();

        await (await hall.AsAsync("u030")).DecideAsync(leave, "resubmit", form: new { to = "2026-12-02" });
        await hall.AcceptStandInAsync(leave);
        await hall.AgreeAsync(leave, "u022", "u020");

        (await (await hall.AsAsync("u030")).CaseAsync(leave)).Days().ShouldBe(3m);
        (await hall.StatusAsync(leave)).ShouldBe("approved");
    }

    [Fact]
    public async Task A_rejection_needs_an_opinion_and_gives_the_days_back()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        var head = await hall.AsAsync("u022");

        (await head.TryDecideAsync(leave, "reject")).Code.ShouldBe("opinion-required");
        await head.DecideAsync(leave, "reject", "当周人手不足。");
        await hall.RestartAsync();

        (await hall.StatusAsync(leave)).ShouldBe("rejected");
        (await (await hall.AsAsync("u030")).TryApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn)).Expect();
    }

    [Fact]
    public async Task The_applicant_withdraws_it_and_nobody_is_asked_any_more()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var leave = await clerk.ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.RestartAsync();

        await (await hall.AsAsync("u030")).PostAsync($"cases/{leave}/withdraw");

        (await hall.StatusAsync(leave)).ShouldBe("withdrawn");
        (await hall.HasTaskAsync("u031", leave)).ShouldBeFalse();
        (await (await hall.AsAsync("u030")).TryPostAsync($"cases/{leave}/withdraw")).Code.ShouldBe("case-closed");
    }

    [Fact]
    public async Task Overlapping_leave_is_refused_while_the_first_application_holds_its_days()
    {
        await using var hall = await Hall.OpenAsync();
        await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn, toHalf: "am");
        await hall.RestartAsync();
        var clerk = await hall.AsAsync("u030");

        (await clerk.TryApplyForLeaveAsync("2026-12-03", "2026-12-03", LeaveSteps.StandIn)).Code.ShouldBe("leave-overlap");
        (await clerk.TryApplyForLeaveAsync("2026-12-03", "2026-12-03", LeaveSteps.StandIn, fromHalf: "pm")).Expect();
    }
}
