using StaffFlows.Testing;

namespace StaffFlows.Workflows.Specs.Leave;

/// <summary>P6 steps 1–6, tier up to three days (LEV-02): the unit decides, the centre is informed and may object.</summary>
public sealed class When_a_clerk_applies_for_two_days
{
    [Fact]
    public async Task The_units_word_approves_it_and_the_centre_is_informed()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedByTheUnitAsync(hall);

        (await hall.StatusAsync(leave)).ShouldBe("approved");
        (await hall.HasTaskAsync("u004", leave)).ShouldBeFalse();
        await hall.RestartAsync();
        (await hall.HasTaskAsync("u006", leave)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_centres_silence_of_one_working_day_counts_as_noted()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedByTheUnitAsync(hall);

        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24, 17, 31));

        (await hall.HasTaskAsync("u006", leave)).ShouldBeFalse();
        (await hall.StatusAsync(leave)).ShouldBe("approved");
    }

    [Fact]
    public async Task An_objection_brings_it_back_to_the_unit_which_may_then_refuse()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await ApprovedByTheUnitAsync(hall);

        await (await hall.AsAsync("u006")).DecideAsync(leave, "object", "当日窗口只剩一人，请重新核实。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u013")).DecideAsync(leave, "reject", "窗口人手不足，请另择日期。");

        (await hall.StatusAsync(leave)).ShouldBe("rejected");
    }

    private static async Task<Guid> ApprovedByTheUnitAsync(Hall hall)
    {
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-11-30", "2026-12-01", LeaveSteps.StandIn);
        await hall.AcceptStandInAsync(leave);
        await hall.AgreeAsync(leave, "u022", "u020");
        return leave;
    }
}
