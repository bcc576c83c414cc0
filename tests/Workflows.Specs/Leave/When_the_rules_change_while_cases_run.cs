using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

/// <summary>A case keeps the profile version that it started with; the next one takes the new version.</summary>
public sealed class When_the_rules_change_while_cases_run
{
    [Fact]
    public async Task EC_35_a_running_case_keeps_its_rules_even_when_it_is_resubmitted()
    {
        await using var hall = await Hall.OpenAsync();
        var running = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-01", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(running);
        await (await hall.AsAsync("u022")).DecideAsync(running, "return", "请补充事由。");

        await hall.ChangeRulesAsync("FangCounty", rules => rules["Leave.Tiers"]!["value"]![0]!["maxDays"] = 1.0);
        await hall.RestartAsync();
        await (await hall.AsAsync("u030")).DecideAsync(running, "resubmit", form: new { reason = "回乡探亲，已补充说明。" });
        var later = await (await hall.AsAsync("u032")).ApplyForLeaveAsync("2026-12-07", "2026-12-08", "LX0030");

        (await hall.StepsAsync(running, "predicted")).ShouldNotContain("中心主任审批");
        (await hall.StepsAsync(later, "predicted")).ShouldContain("中心主任审批");
    }
}
