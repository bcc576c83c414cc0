using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>Recommended on Thursday 12 March 2026.</summary>
public sealed class When_a_recommendation_is_returned
{
    [Fact]
    public async Task The_unit_is_reminded_after_three_working_days_and_after_five_it_has_lapsed_and_the_place_is_free()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.RecommendedAsync("LX0055");
        await (await hall.AsAsync("u006")).DoAsync(id, "受理", "supplement", "缺职业资格证书。", new { supplement = "请补职业资格证书。" });
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 17, 18));
        (await hall.ToldAsync("E018")).ShouldContain(m => m.StartsWith("task.reminder 补正材料", StringComparison.Ordinal));
        await hall.AdvanceToAsync(Hall.At(2026, 3, 19, 12));
        (await hall.StatusAsync(id)).ShouldBe("running");

        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 19, 18));

        (await hall.StatusAsync(id)).ShouldBe("rejected");
        (await hall.ToldAsync("E018")).ShouldContain(m => m.StartsWith("selection.lapsed", StringComparison.Ordinal));
        (await (await hall.AsAsync("u018")).InboxAsync()).ShouldBeEmpty();
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")])).Expect();
    }

    [Fact]
    public async Task The_term_of_the_review_stands_still_while_the_unit_completes_it()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.RecommendedAsync("LX0055");
        await hall.AcceptAsync(id);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 16, 10));
        await (await hall.AsAsync("u011")).DoAsync(id, "联合资格审查", "supplement", "缺近三年考核结果。");
        await (await hall.AsAsync("u006")).DoAsync(id, "联合资格审查", "supplement", "同意补正。");
        (await hall.NotesAsync(id)).ShouldContain("审查计时中止，剩余 3 个工作日");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 19, 10));
        await hall.RestartAsync();

        await (await hall.AsAsync("u018")).DoAsync(id, "补正材料", "resubmit");
        await hall.AcceptAsync(id);

        (await (await hall.AsAsync("u011")).TaskAsync(id, "联合资格审查"))["due"]!.ToJsonString().ShouldContain("2026-03-24");
    }
}
