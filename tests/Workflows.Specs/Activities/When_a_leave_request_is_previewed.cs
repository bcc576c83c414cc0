using StaffFlows.Engine.Runtime;
using StaffFlows.Workflows.UserTasks;

namespace StaffFlows.Workflows.Specs.Activities;

public sealed class When_a_leave_request_is_previewed
{
    private readonly Hall _hall = new("2026-11-23 09:00");

    [Fact]
    public async Task It_names_the_steps_and_persons_to_come_and_commits_nothing()
    {
        var start = _hall.Submission("u030", LeaveCase.Form("2026-12-01", "2026-12-04", "LX0031"), new(1, 1, 1, new byte[8]));

        var preview = await _hall.PreviewAsync(start);

        preview.Refused.ShouldBeNull();
        preview.ReachedEnd.ShouldBeTrue();
        Asked(preview).ShouldBe(["stand-in: E031", "window-head: E022", "unit: E013", "unit: E020", "director: E004"]);
        _hall.Ledger.Tasks.ShouldBeEmpty();
        _hall.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_case_shows_what_is_left()
    {
        var leave = await LeaveCase.SubmitAsync(_hall, "u030", LeaveCase.Form("2026-12-01", "2026-12-02", "LX0031"));
        await leave.DecideAsync("u031", "accept");

        var preview = await _hall.PreviewAsync(leave.Id);

        Asked(preview).ShouldBe(["unit: E013", "unit: E020", "centre: E006"]);
        leave.Open.ShouldBe(["window-head: u022"]);
    }

    [Fact]
    public async Task A_request_that_would_be_refused_says_why()
    {
        var start = _hall.Submission("u030", LeaveCase.Form("2026-10-01", "2026-10-03", "LX0031"), new(1, 1, 2, new byte[8]));

        (await _hall.PreviewAsync(start)).Refused!.Code.ShouldBe("leave-zero-days");
    }

    private static IEnumerable<string> Asked(Preview preview) => preview.Steps.SelectMany(s => s.Effects).OfType<UserTaskRequested>()
        .Select(r => $"{r.StepId}: {string.Join(", ", r.Candidates.Select(c => c.PersonId))}");
}
