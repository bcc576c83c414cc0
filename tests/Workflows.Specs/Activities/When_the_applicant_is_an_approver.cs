using StaffFlows.Workflows.Cases;

namespace StaffFlows.Workflows.Specs.Activities;

/// <summary>Nobody decides about his own leave, and somebody above him always does (EC-22, CF-17).</summary>
public sealed class When_the_applicant_is_an_approver
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    [Theory]
    [InlineData("u022", "LX0031", "window-head", "unit: u013, u020", "window head: own level skipped")]
    [InlineData("u020", null, "window-head", "unit: u013", "unit deputy: his leader")]
    [InlineData("u013", null, "window-head", "unit: u004", "unit leader: the centre's director, not his deputy")]
    [InlineData("u049", "LX0050", "window-head", "unit: u004", "township director, head of his own window")]
    [InlineData("u004", "LX0005", "window-head", "unit: u001", "centre director: the bureau's director")]
    public async Task His_own_level_is_passed_by(string user, string? standIn, string skipped, string asked, string reason)
    {
        var leave = await LeaveCase.SubmitAsync(_hall, user, LeaveCase.Form("2026-12-01", "2026-12-02", standIn, "personal"));
        if (standIn is not null) await leave.DecideAsync(_hall.Organisation.FindByStaffNo(standIn)!.UserName!, "accept");

        string.Join(", ", leave.Open.Select((o, i) => i == 0 ? o : o.Split(": ")[1])).ShouldBe(asked, reason);
        leave.Steps.ShouldNotContain(skipped);
        leave.Timeline.ShouldContain("entry.level-skipped");
        _hall.Ledger.Tasks.Where(t => t.Request.StepId is not ("stand-in" or "centre")).ShouldAllBe(t => !t.PersonIds.Contains(_hall.Organisation.FindByUserName(user)!.Id));
    }

    [Fact]
    public async Task The_directors_long_leave_is_approved_once_by_the_bureau_director()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u004", LeaveCase.Form("2026-12-01", "2026-12-04", "LX0005", "personal"));
        await leave.DecideAsync("u005", "accept");

        await leave.DecideAsync("u001", "agree");

        leave.Status.ShouldBe(CaseStatus.Approved);
        leave.Open.ShouldBeEmpty();
        leave.Steps.ShouldBe(["stand-in", "unit"], "he agreed already and is not asked again as the level above the director");
    }

    [Fact]
    public async Task Staff_of_the_centre_pass_section_chief_deputy_director_and_director()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u010", LeaveCase.Form("2026-12-01", "2026-12-04", "LX0009", "personal"));
        await leave.DecideAsync("u009", "accept");
        var asked = new List<string>();
        foreach (var user in new[] { "u006", "u005", "u004" })
        {
            asked.AddRange(leave.Open);
            await leave.DecideAsync(user, "agree");
        }

        asked.ShouldBe(["window-head: u006", "unit: u005", "director: u004"]);
        leave.Status.ShouldBe(CaseStatus.Approved);
    }

    [Fact]
    public async Task Who_agreed_below_is_not_asked_again_above_unless_somebody_objected()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u008", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0048", "personal"));
        await leave.DecideAsync("u048", "accept");
        await leave.DecideAsync("u005", "agree");
        leave.Open.ShouldBe(["centre: u006"], "section chief and unit level are the same person");

        await leave.DecideAsync("u006", "object", "材料不全");

        leave.Open.ShouldBe(["unit: u005"]);
    }

    [Fact]
    public async Task Agreeing_to_stand_in_is_no_approval()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u010", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0005", "personal"));
        await leave.DecideAsync("u005", "accept");
        await leave.DecideAsync("u006", "agree");

        leave.Open.ShouldBe(["unit: u005"]);
    }

    [Fact]
    public async Task A_task_that_reaches_him_by_another_way_is_refused()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");
        var row = _hall.Ledger.Tasks.Single(t => t.IsOpen);

        var outcome = await _hall.DecideAsync(row, new(row.Request.TaskId, "agree", null, "E030", "E022", null));

        outcome.ShouldBeOfType<Engine.Runtime.BurstOutcome.Refused>().Rejection.Code.ShouldBe("own-request");
    }
}
