using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

public sealed class When_two_act_at_once_or_the_hall_was_closed
{
    [Fact]
    public async Task EC_37_the_first_of_two_approvers_decides_and_the_second_is_told_by_whom()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await hall.AgreeAsync(leave, "u022");
        await hall.RestartAsync();
        var (leader, deputy) = (await hall.AsAsync("u013"), await hall.AsAsync("u020"));
        var (leaders, deputys) = (await leader.TaskOfAsync(leave), await deputy.TaskOfAsync(leave));

        var answers = await Task.WhenAll(
            leader.TryPostAsync($"tasks/{leaders["id"]}/complete", new { outcome = "agree", opinion = "同意。" }),
            deputy.TryPostAsync($"tasks/{deputys["id"]}/complete", new { outcome = "agree", opinion = "同意。" }));

        answers.Count(a => (int)a.Status == 200).ShouldBe(1);
        var refused = answers.Single(a => (int)a.Status != 200);
        refused.Code.ShouldBe("task-already-decided");
        refused.Body!["detail"]!.GetValue<string>().ShouldMatch("詹秋月|温若兰");
    }

    [Fact]
    public async Task EC_37_a_double_click_decides_once_and_answers_the_same()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-03", LeaveSteps.StandIn);
        var standIn = await hall.AsAsync("u031");
        var task = await standIn.TaskOfAsync(leave);

        var answers = await Task.WhenAll(
            standIn.TryPostAsync($"tasks/{task["id"]}/complete", new { outcome = "accept" }, "click-1"),
            standIn.TryPostAsync($"tasks/{task["id"]}/complete", new { outcome = "accept" }, "click-1"));
        await hall.RestartAsync();
        var late = await (await hall.AsAsync("u031")).TryPostAsync($"tasks/{task["id"]}/complete", new { outcome = "accept" }, "click-1");

        answers.ShouldAllBe(a => (int)a.Status == 200);
        late.Body!.ToJsonString().ShouldBe(answers[0].Body!.ToJsonString());
        (await hall.StepsAsync(leave, "done")).Count(s => s == "顶岗确认").ShouldBe(1);
    }

    [Fact]
    public async Task EC_36_timers_due_while_the_hall_was_closed_fire_once_afterwards()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-12-07", "2026-12-07", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);

        await hall.RestartAsync(downFor: TimeSpan.FromDays(3));
        await hall.SettleAsync();
        await hall.RestartAsync();
        await hall.SettleAsync();

        var reminders = (await (await hall.AsAsync("u022")).GetAsync("messages")).Expect()["items"]!.AsArray()
            .Count(m => m!["textKey"]!.GetValue<string>() == "task.reminder");
        reminders.ShouldBe(1);
        (await hall.HasTaskAsync("u020", leave)).ShouldBeTrue("the escalation was due on the second working day");
    }
}
