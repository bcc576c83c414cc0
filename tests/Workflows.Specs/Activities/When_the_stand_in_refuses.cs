using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>The ladder of P6.2: another one, the window head, the unit, nobody (EC-13).</summary>
public sealed class When_the_stand_in_refuses
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    private async Task<LeaveCase> RefusedAsync(string type = "personal")
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031", type));
        await leave.DecideAsync("u031", "refuse");
        return leave;
    }

    private async Task<LeaveCase> NobodyAsync(string type)
    {
        var leave = await RefusedAsync(type);
        await leave.DecideAsync("u030", "none");
        await leave.DecideAsync("u022", "none");
        await leave.DecideAsync("u020", "none");
        await leave.DecideAsync("u022", "agree");
        await leave.DecideAsync("u020", "agree");
        return leave;
    }

    [Fact]
    public async Task The_applicant_may_name_another_one_who_is_asked()
    {
        var leave = await RefusedAsync();
        leave.Open.ShouldBe(["choose-stand-in: u030"]);

        await leave.DecideAsync("u030", "resubmit", changes: new() { ["standIn"] = "LX0032" });

        leave.Open.ShouldBe(["stand-in: u032"]);
    }

    [Fact]
    public async Task The_window_head_may_assign_one_even_of_another_window_who_is_not_asked()
    {
        var leave = await RefusedAsync();
        await leave.DecideAsync("u030", "none");
        leave.Open.ShouldBe(["window-head-assigns: u022"]);

        await leave.DecideAsync("u022", "assign", changes: new() { ["standIn"] = "LX0028" });

        leave.Entry.StandInId.ShouldBe("E028");
        leave.Timeline.ShouldContain("entry.stand-in-assigned");
        leave.Open.ShouldBe(["window-head: u022"]);
    }

    [Fact]
    public async Task Assigning_without_a_name_is_refused_and_the_step_stays_open()
    {
        var leave = await RefusedAsync();
        await leave.DecideAsync("u030", "none");

        var refused = await leave.TryDecideAsync("u022", "assign", changes: new() { ["standIn"] = null });

        refused!.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("standIn", "value-missing")]);
        leave.Open.ShouldBe(["window-head-assigns: u022"]);
    }

    [Fact]
    public async Task The_unit_assigns_where_the_window_has_nobody()
    {
        var leave = await RefusedAsync();
        await leave.DecideAsync("u030", "none");
        await leave.DecideAsync("u022", "none");
        leave.Open.ShouldBe(["unit-assigns: u013", "unit-assigns: u020"]);

        await leave.DecideAsync("u013", "assign", changes: new() { ["standIn"] = "LX0032" });

        leave.Entry.StandInId.ShouldBe("E032");
    }

    [Fact]
    public async Task Without_anybody_only_the_director_approves_with_a_plan_even_two_days()
    {
        var leave = await NobodyAsync("personal");
        leave.Open.ShouldBe(["director-plan: u004"]);

        (await leave.TryDecideAsync("u004", "agree"))!.Code.ShouldBe("opinion-required");
        await leave.DecideAsync("u004", "agree", "社保窗口并入医保窗口两天");

        leave.Status.ShouldBe(CaseStatus.Approved);
        leave.Entry.StandInId.ShouldBeNull();
        leave.Told("leave.stand-in").ShouldBeEmpty();
        leave.Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Statutory_leave_cannot_be_refused_for_it()
    {
        var leave = await NobodyAsync("annual");
        leave.Open.ShouldBe(["director-plan-statutory: u004"]);

        (await leave.TryDecideAsync("u004", "reject", "无人顶岗"))!.Code.ShouldBe("outcome-unknown");
    }

    [Fact]
    public async Task An_application_without_a_name_starts_at_the_window_head_where_nobody_is_free()
    {
        foreach (var colleague in new[] { "E022", "E031", "E032" }) _hall.Ledger.Reserve(Away(colleague));

        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", type: "personal"));

        leave.Open.ShouldBe(["window-head-assigns: u022"]);
        leave.Timeline.ShouldContain("warning.no-stand-in-available");
    }

    private static Workflows.Leave.LeaveEntry Away(string personId) => new(
        new(0, 0, 1, System.Text.Encoding.ASCII.GetBytes(personId.PadRight(8))), personId, Workflows.Leave.LeaveType.Annual,
        new(new(2026, 12, 1), Workflows.Leave.HalfDay.Am, new(2026, 12, 2), Workflows.Leave.HalfDay.Pm), 2m, Workflows.Leave.LeaveState.Approved, null);
}
