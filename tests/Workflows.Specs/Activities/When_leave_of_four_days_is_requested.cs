using StaffFlows.Workflows.Cases;
using StaffFlows.Workflows.Leave;

namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_leave_of_four_days_is_requested
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    private Task<LeaveCase> SubmitAsync() => LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-04", "LX0031"));

    [Fact]
    public async Task It_passes_stand_in_window_head_unit_and_director_across_restarts()
    {
        var leave = await SubmitAsync();
        leave.Open.ShouldBe(["stand-in: u031"]);

        _hall.Restart();
        await leave.DecideAsync("u031", "accept");
        leave.Open.ShouldBe(["window-head: u022"]);

        _hall.Restart();
        await leave.DecideAsync("u022", "agree");
        leave.Open.ShouldBe(["unit: u013", "unit: u020"]);

        _hall.Restart();
        await leave.DecideAsync("u020", "agree");
        leave.Open.ShouldBe(["director: u004"]);

        await leave.DecideAsync("u004", "agree");
        leave.Open.ShouldBeEmpty();
        leave.Status.ShouldBe(CaseStatus.Approved);
        leave.Entry.ShouldBe(new(leave.Id, "E030", LeaveType.Annual, leave.Entry.Range, 4m, LeaveState.Approved, "E031"));
        _hall.Instances.Single().IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task It_reserves_the_days_and_names_the_case_when_it_is_submitted()
    {
        var leave = await SubmitAsync();

        leave.Entry.State.ShouldBe(LeaveState.Reserved);
        leave.Entry.StandInId.ShouldBeNull("the stand-in has not agreed yet");
        leave.Title.ShouldBe("年休假 · 钱溪亭 · 4 个工作日");
        _hall.Ledger.Data[leave.Id]["days"]!.GetValue<decimal>().ShouldBe(4m);
    }

    [Fact]
    public async Task The_first_of_the_two_unit_leaders_decides_and_the_other_is_closed()
    {
        var leave = await SubmitAsync();
        await leave.DecideAsync("u031", "accept");
        await leave.DecideAsync("u022", "agree");

        await leave.DecideAsync("u013", "agree");

        _hall.Ledger.Tasks.Single(t => t.PersonIds is ["E020"]).ClosedBecause.ShouldBe("task.closed.decided-by-other");
    }

    [Fact]
    public async Task Those_who_have_to_arrange_for_it_are_told()
    {
        var leave = await SubmitAsync();
        foreach (var (user, outcome) in new[] { ("u031", "accept"), ("u022", "agree"), ("u020", "agree"), ("u004", "agree") })
            await leave.DecideAsync(user, outcome);

        leave.Told("leave.result").ShouldBe(["u030"]);
        leave.Told("leave.stand-in").ShouldBe(["u031"]);
        leave.Told("leave.registered").ShouldBe(["u007, u022"]);
    }

    [Fact]
    public async Task Withdrawing_closes_the_open_tasks_and_gives_the_days_back()
    {
        var leave = await SubmitAsync();

        await _hall.CancelAsync(leave.Id);

        leave.Open.ShouldBeEmpty();
        _hall.Ledger.Tasks.ShouldAllBe(t => t.ClosedBecause == "task.closed.case-ended");
        leave.Entry.State.ShouldBe(LeaveState.Released);
    }
}
