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

    [Fact]
    public async Task EC_33_where_the_person_is_transferred_meanwhile_it_is_cancelled_and_place_and_person_are_free()
    {
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")])).Expect()["id"]!.GetValue<Guid>();
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0052")])).Error("posts").ShouldContain("其他选派已占 1 个");
        await hall.AcceptAsync(id);
        await (await hall.AsAsync("u006")).DoAsync(id, "退出与终止", "cancel", "蓝采薇职务任免，调离原单位。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u004")).DoAsync(id, "终止审批", "agree");

        (await hall.RegisterOfAsync("E055")).ShouldBe(["Ended"]);
        (await hall.ToldAsync("E018")).ShouldContain(m => m.StartsWith("selection.cancelled", StringComparison.Ordinal));
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")])).Expect();
    }

    private async Task<Guid> RecommendedAsync(string by) =>
        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")], by)).Expect()["id"]!.GetValue<Guid>();
}
