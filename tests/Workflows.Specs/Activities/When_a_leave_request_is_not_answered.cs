namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_a_leave_request_is_not_answered
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    private async Task<LeaveCase> AtTheWindowHeadAsync(string from = "2026-12-01", string to = "2026-12-02")
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form(from, to, "LX0031"));
        await leave.DecideAsync("u031", "accept");
        return leave;
    }

    [Fact]
    public async Task The_approver_is_reminded_after_one_working_day()
    {
        var leave = await AtTheWindowHeadAsync();

        await _hall.AdvanceToAsync("2026-11-24 17:29");
        leave.Told("task.reminder").ShouldBeEmpty();
        await _hall.AdvanceToAsync("2026-11-24 17:31");

        leave.Told("task.reminder").ShouldBe(["u022"]);
    }

    [Fact]
    public async Task It_is_escalated_after_two_and_whoever_is_added_may_decide()
    {
        var leave = await AtTheWindowHeadAsync();

        await _hall.AdvanceToAsync("2026-11-25 17:31");

        leave.Open.ShouldBe(["window-head: u022, u013, u020"]);
        leave.Told("task.escalated").ShouldBe(["u013, u020, u022"]);
        await leave.DecideAsync("u020", "agree");
        leave.Open.ShouldBe(["unit: u013"], "u020 has agreed and is not asked a second time");
    }

    [Fact]
    public async Task In_mode_any_the_escalation_adds_a_row_beside_the_others()
    {
        var leave = await AtTheWindowHeadAsync();
        await leave.DecideAsync("u022", "agree");

        await _hall.AdvanceToAsync("2026-11-25 17:31");
        leave.Open.ShouldBe(["unit: u013", "unit: u020", "unit: u004"]);
        _hall.Restart();
        await leave.DecideAsync("u004", "agree");

        leave.Open.ShouldBe(["centre: u006"]);
    }

    [Fact]
    public async Task Timers_that_came_due_while_the_server_was_down_fire_once_when_it_is_back()
    {
        var leave = await AtTheWindowHeadAsync();

        await _hall.ComeBackAtAsync("2026-11-28 10:00");
        await _hall.ComeBackAtAsync("2026-11-29 10:00");

        leave.Told("task.reminder").ShouldBe(["u022"]);
        leave.Told("task.escalated").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_applicant_is_told_once_not_to_leave_when_the_leave_would_begin()
    {
        var leave = await AtTheWindowHeadAsync("2026-11-24", "2026-11-25");

        await _hall.AdvanceToAsync("2026-11-24 08:29");
        leave.Told("leave.not-approved-in-time").ShouldBeEmpty();
        await _hall.AdvanceToAsync("2026-11-24 08:31");
        await leave.DecideAsync("u022", "agree");

        leave.Told("leave.not-approved-in-time").ShouldBe(["u030"]);
        leave.Timeline.Count(t => t == "entry.not-approved-in-time").ShouldBe(1, "the next step does not repeat it");
    }

    [Fact]
    public async Task An_answer_ends_all_timers_of_the_step()
    {
        var leave = await AtTheWindowHeadAsync();
        foreach (var (user, outcome) in new[] { ("u022", "agree"), ("u013", "agree"), ("u006", "noted") }) await leave.DecideAsync(user, outcome);

        _hall.Instances.Single().Bookmarks.ShouldBeEmpty();
        await _hall.AdvanceToAsync("2026-12-03 10:00");

        leave.Told("task.reminder").ShouldBeEmpty();
        leave.Told("leave.not-approved-in-time").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_second_answer_to_the_same_task_is_told_that_it_is_gone()
    {
        var leave = await AtTheWindowHeadAsync();
        var row = _hall.Ledger.Tasks.Single(t => t.IsOpen);
        await leave.DecideAsync("u022", "agree");

        var second = await _hall.DecideAsync(row, new(row.Request.TaskId, "reject", "太晚", "E022", null, null));

        second.ShouldBeOfType<Engine.Runtime.BurstOutcome.Refused>().Rejection.Code.ShouldBe("bookmark-gone", "EC-37");
    }
}
