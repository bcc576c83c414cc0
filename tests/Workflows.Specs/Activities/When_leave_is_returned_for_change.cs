using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_leave_is_returned_for_change
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    private async Task<LeaveCase> ReturnedAsync()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");
        await leave.DecideAsync("u022", "return", "请避开2日");
        return leave;
    }

    [Fact]
    public async Task It_needs_an_opinion()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");

        (await leave.TryDecideAsync("u022", "return", "  "))!.Fields.Single().Field.ShouldBe("opinion");
        leave.Open.ShouldBe(["window-head: u022"]);
    }

    [Fact]
    public async Task The_changed_application_is_counted_reserved_and_decided_anew()
    {
        var leave = await ReturnedAsync();
        leave.Open.ShouldBe(["change: u030"]);

        _hall.Restart();
        await leave.DecideAsync("u030", "resubmit", changes: new() { ["to"] = "2026-12-04" });

        leave.Entry.Days.ShouldBe(4m);
        leave.Title.ShouldEndWith("4 个工作日");
        foreach (var (user, outcome) in new[] { ("u031", "accept"), ("u022", "agree"), ("u013", "agree"), ("u004", "agree") })
            await leave.DecideAsync(user, outcome);
        leave.Status.ShouldBe(CaseStatus.Approved);
    }

    [Fact]
    public async Task A_resubmission_that_breaks_a_rule_changes_nothing_and_leaves_the_step_open()
    {
        var leave = await ReturnedAsync();

        var refused = await leave.TryDecideAsync("u030", "resubmit", changes: new() { ["from"] = "2026-12-05", ["to"] = "2026-12-06" });

        refused!.Fields.Select(f => f.Code).ShouldContain("leave-zero-days", "a weekend");
        leave.Open.ShouldBe(["change: u030"]);
        leave.Entry.Days.ShouldBe(2m);
        await leave.DecideAsync("u030", "resubmit");
        leave.Open.ShouldBe(["stand-in: u031"]);
    }

    [Fact]
    public async Task A_stand_in_found_after_all_brings_it_back_to_the_ordinary_way()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031", "personal"));
        foreach (var (user, outcome) in new[] { ("u031", "refuse"), ("u030", "none"), ("u022", "none"), ("u020", "none") }) await leave.DecideAsync(user, outcome);
        await leave.DecideAsync("u022", "return", "冉一鸣可以顶岗");

        await leave.DecideAsync("u030", "resubmit", changes: new() { ["standIn"] = "LX0032" });
        foreach (var (user, outcome) in new[] { ("u032", "accept"), ("u022", "agree"), ("u020", "agree") }) await leave.DecideAsync(user, outcome);

        leave.Open.ShouldBe(["centre: u006"], "no director is needed for two days");
    }

    [Fact]
    public async Task A_stand_in_who_had_agreed_to_the_earlier_days_is_free_again()
    {
        var leave = await ReturnedAsync();
        await leave.DecideAsync("u030", "resubmit", changes: new() { ["standIn"] = "LX0032" });
        foreach (var (user, outcome) in new[] { ("u032", "refuse"), ("u030", "none"), ("u022", "none"), ("u020", "none"), ("u022", "agree"), ("u020", "agree") })
            await leave.DecideAsync(user, outcome);

        await leave.DecideAsync("u004", "agree", "窗口合并");

        leave.Told("leave.stand-in").ShouldBeEmpty();
        leave.Entry.StandInId.ShouldBeNull();
    }

    [Fact]
    public async Task The_applicant_may_withdraw_instead()
    {
        var leave = await ReturnedAsync();

        await leave.DecideAsync("u030", "withdraw");

        leave.Status.ShouldBe(CaseStatus.Withdrawn);
        leave.Entry.State.ShouldBe(Workflows.Leave.LeaveState.Released);
    }

    [Fact]
    public async Task A_case_keeps_the_rule_book_it_started_with()
    {
        var leave = await ReturnedAsync();
        _hall.Publish(_hall.Profile with
        {
            Version = _hall.Profile.Version + 1,
            Values = _hall.Profile.Values.SetItem("Leave.Tiers", new(System.Text.Json.JsonElement.Parse("""[{"maxDays":null,"approvers":["CenterDirector"],"inform":[]}]"""), "", null, true)),
        });

        await leave.DecideAsync("u030", "resubmit");
        foreach (var (user, outcome) in new[] { ("u031", "accept"), ("u022", "agree"), ("u013", "agree") }) await leave.DecideAsync(user, outcome);

        leave.Open.ShouldBe(["centre: u006"], "two days need no director by the old version (EC-35)");
    }
}
