using StaffFlows.Workflows.Leave;
using StaffFlows.Workflows.Personnel;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>EC-23: on leave or not there at all, and never silent.</summary>
public sealed class When_an_approver_is_missing
{
    [Theory]
    [InlineData("U09")]
    [InlineData("U11")]
    public async Task A_vacant_unit_leadership_goes_to_the_deputy_director_and_raises_an_alarm(string unitId)
    {
        var hall = new Hall("2026-11-23 09:00", file => file with
        {
            People = [.. file.People.Select(p => p.Id == "E030" ? p with { HomeUnitId = unitId } : p)],
        });
        var leave = await LeaveCase.SubmitAsync(hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");
        await leave.DecideAsync("u022", "agree");

        leave.Open.ShouldBe(["unit: u005"]);
        leave.Timeline.ShouldContain("entry.nobody-found");
        leave.Told("task.nobody-found").ShouldBe(["u006, u010"]);
    }

    [Fact]
    public async Task The_partner_decides_for_a_window_head_on_leave_and_the_decision_names_both()
    {
        var hall = new Hall("2026-11-23 09:00");
        hall.Ledger.Reserve(Leave("E022", "2026-11-23", "2026-11-27"));
        var leave = await LeaveCase.SubmitAsync(hall, "u031", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0032"));
        await leave.DecideAsync("u032", "accept");

        leave.Open.ShouldBe(["window-head: u030"]);
        leave.Timeline.ShouldContain("entry.assignee-note");
        await leave.DecideAsync("u030", "agree");

        hall.Ledger.Tasks.Single(t => t.Request.StepId == "window-head").Decision!.OnBehalfOfId.ShouldBe("E022");
    }

    [Fact]
    public async Task Reserved_leave_and_leave_of_other_days_are_no_absence()
    {
        var hall = new Hall("2026-11-23 09:00");
        hall.Ledger.Reserve(Leave("E022", "2026-11-23", "2026-11-27") with { State = LeaveState.Reserved });
        var leave = await LeaveCase.SubmitAsync(hall, "u031", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0032"));

        await leave.DecideAsync("u032", "accept");

        leave.Open.ShouldBe(["window-head: u022"]);
    }

    [Fact]
    public async Task Without_a_partner_the_step_escalates_after_one_working_day()
    {
        var hall = new Hall("2026-11-23 09:00");
        hall.Ledger.Reserve(Leave("E022", "2026-11-23", "2026-11-27"));
        var leave = await LeaveCase.SubmitAsync(hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0032"));
        await leave.DecideAsync("u032", "accept");
        leave.Open.ShouldBe(["window-head: u022"], "his partner is the applicant");

        await hall.AdvanceToAsync("2026-11-24 17:31");

        leave.Open.ShouldBe(["window-head: u022, u013, u020"]);
        leave.Timeline.ShouldContain("entry.escalated");
    }

    private static LeaveEntry Leave(string personId, string from, string to) => new(
        new(0, 0, 2, [1, 2, 3, 4, 5, 6, 7, 8]), personId, LeaveType.Personal,
        new(DateOnly.Parse(from), HalfDay.Am, DateOnly.Parse(to), HalfDay.Pm), 5m, LeaveState.Approved, null);
}
