using System.Text.Json.Nodes;

namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_leave_requests_touch_each_other
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    [Fact]
    public async Task Partners_may_not_be_away_on_the_same_days_unless_somebody_else_stands_in()
    {
        await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));

        var (_, refused) = await LeaveCase.TrySubmitAsync(_hall, "u022", LeaveCase.Form("2026-12-02", "2026-12-03", "LX0030"));
        var other = await LeaveCase.SubmitAsync(_hall, "u022", LeaveCase.Form("2026-12-02", "2026-12-03", "LX0032"));

        refused!.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("standIn", "partner-same-days")], "EC-14");
        other.Open.ShouldBe(["stand-in: u032"]);
    }

    [Fact]
    public async Task A_refused_submission_leaves_nothing_behind()
    {
        var (leave, refused) = await LeaveCase.TrySubmitAsync(_hall, "u030", LeaveCase.Form("2026-10-01", "2026-10-03", "LX0031"));

        refused!.Fields.Select(f => f.Code).ShouldContain("leave-zero-days", "EC-18: all of it is National Day");
        _hall.Instances.ShouldBeEmpty();
        _hall.Ledger.Statuses.ShouldNotContainKey(leave.Id);
        _hall.Ledger.Leaves.ShouldBeEmpty();
    }

    [Fact]
    public async Task Three_and_three_days_back_to_back_go_to_the_director()
    {
        await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-03", "LX0031", "personal"));
        var second = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-04", "2026-12-08", "LX0031", "personal"));

        await AgreeAsync(second);

        second.Open.ShouldBe(["director: u004"], "EC-16");
    }

    [Theory]
    [InlineData("2026-05-06", "pm", "2026-05-09", "director: u004", "EC-17: 2.5 days and the make-up Saturday are 3.5")]
    [InlineData("2026-05-06", "pm", "2026-05-08", "centre: u006", "2.5 days")]
    [InlineData("2026-05-06", "am", "2026-05-08", "centre: u006", "3 days are not more than 3 (TC-5)")]
    public async Task The_make_up_Saturday_costs_a_day(string from, string fromHalf, string to, string asked, string reason)
    {
        var hall = new Hall("2026-04-20 09:00");
        var leave = await LeaveCase.SubmitAsync(hall, "u030", LeaveCase.Form(from, to, "LX0031", "personal", fromHalf));

        await AgreeAsync(leave);

        leave.Open.ShouldBe([asked], reason);
    }

    [Fact]
    public async Task A_title_tells_nothing_of_health()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-01", "LX0031", "sick", toHalf: "am"));

        leave.Title.ShouldBe("请假 · 钱溪亭 · 0.5 个工作日");
    }

    [Fact]
    public async Task An_incomplete_form_is_refused()
    {
        var (_, refused) = await LeaveCase.TrySubmitAsync(_hall, "u030", new JsonObject { ["type"] = "annual" });

        refused!.Code.ShouldBe("leave-incomplete");
    }

    private static async Task AgreeAsync(LeaveCase leave)
    {
        foreach (var (user, outcome) in new[] { ("u031", "accept"), ("u022", "agree"), ("u020", "agree") }) await leave.DecideAsync(user, outcome);
    }
}
