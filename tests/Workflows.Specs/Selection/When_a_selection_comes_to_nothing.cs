using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

public sealed class When_a_selection_comes_to_nothing(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task What_is_refused_or_given_up_has_ended()
    {
        var refused = await RecommendedAsync("u018");
        await (await hall.AsAsync("u006")).DoAsync(refused, "受理", "reject", "不属于窗口人员。");
        (await hall.StatusAsync(refused)).ShouldBe("rejected");

        var unsigned = await RecommendedAsync("u023");
        await (await hall.AsAsync("u014")).DoAsync(unsigned, "单位审签", "return", "换人。");
        await (await hall.AsAsync("u023")).DoAsync(unsigned, "修改推荐", "resubmit");
        await (await hall.AsAsync("u014")).DoAsync(unsigned, "单位审签", "return", "不再推荐。");
        await (await hall.AsAsync("u023")).DoAsync(unsigned, "修改推荐", "abandon", "不再推荐。");
        (await hall.StatusAsync(unsigned)).ShouldBe("withdrawn");
    }

    [Fact]
    public async Task Where_everybody_withdraws_it_has_ended_and_a_cancellation_needs_the_director()
    {
        var first = await RecommendedAsync("u018");
        await (await hall.AsAsync("u018")).DoAsync(first, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0051", withdrawnBy = "candidate", withdrawalReason = "不愿意" });
        (await hall.StatusAsync(first)).ShouldBe("withdrawn");

        var second = await RecommendedAsync("u018");
        await (await hall.AsAsync("u006")).DoAsync(second, "退出与终止", "cancel", "窗口撤并。");
        await (await hall.AsAsync("u004")).DoAsync(second, "终止审批", "reject", "继续办理。");
        (await hall.StatusAsync(second)).ShouldBe("running");
        await (await hall.AsAsync("u006")).DoAsync(second, "退出与终止", "cancel", "窗口撤并。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u004")).DoAsync(second, "终止审批", "agree");

        (await hall.StatusAsync(second)).ShouldBe("cancelled");
        (await (await hall.AsAsync("u006")).InboxAsync()).ShouldNotContain(i => i["caseId"]!.GetValue<Guid>() == second);
    }

    private async Task<Guid> RecommendedAsync(string by) =>
        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")], by)).Expect()["id"]!.GetValue<Guid>();
}
