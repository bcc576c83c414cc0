using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_leave_is_split_or_holds_special_days
{
    [Fact]
    public async Task EC_16_three_and_three_days_back_to_back_need_the_director()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        await clerk.ApplyForLeaveAsync("2026-11-25", "2026-11-27", LeaveSteps.StandIn);
        await hall.RestartAsync();

        var second = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-02", LeaveSteps.StandIn);

        (await hall.StepsAsync(second, "predicted")).ShouldContain("中心主任审批");
    }

    [Fact]
    public async Task EC_17_a_make_up_saturday_counts_and_lifts_it_above_three_days()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Hall.At(2026, 4, 27));
        var clerk = await hall.AsAsync("u030");
        var leave = await clerk.ApplyForLeaveAsync("2026-05-06", "2026-05-09", LeaveSteps.StandIn, fromHalf: "pm");
        (await clerk.CaseAsync(leave)).Days().ShouldBe(3.5m);

        await hall.AcceptStandInAsync(leave);
        await hall.RestartAsync();
        await hall.AgreeAsync(leave, "u022", "u020");

        (await hall.HasTaskAsync("u004", leave)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-10-01", "2026-10-03", "National Day, all off")]
    [InlineData("2026-09-26", "2026-09-27", "a weekend without make-up")]
    public async Task EC_18_leave_without_a_working_day_is_refused_at_its_field(string from, string to, string why)
    {
        await using var hall = await Hall.OpenAsync(opensAt: Hall.At(2026, 9, 21));
        await hall.RestartAsync();

        var answer = await (await hall.AsAsync("u030")).TryApplyForLeaveAsync(from, to, LeaveSteps.StandIn);

        ((int)answer.Status).ShouldBe(422, why);
        answer.Code.ShouldBe("leave-zero-days");
        answer.Body!["errors"]!.AsObject().ShouldContain(e => e.Key == "from" || e.Key == "to");
        (await (await hall.AsAsync("u030")).InboxAsync("started")).ShouldBeEmpty();
    }
}
