using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

public sealed class When_time_passes_over_a_selection
{
    [Fact]
    public async Task EC_35_it_keeps_the_rules_that_it_was_recommended_under_and_so_do_the_cases_that_it_starts()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var running = await hall.RecommendedAsync("LX0055");
        await hall.SetRulesAsync("FangCounty", ("Selection.InterviewRequired", false), ("Publicity.WorkingDays", 7));
        await hall.RestartAsync();
        await hall.InterviewAsync(running);
        await hall.ApproveListAsync(running);
        (await hall.NotesAsync(await hall.PublicisedAsync(running, SelectionSteps.InterviewAt))).ShouldContain("公示期 2026-03-18 至 2026-03-24，5 个工作日");

        var later = (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")])).Expect()["id"]!.GetValue<Guid>();
        await hall.AcceptAsync(later);
        await hall.ReviewAsync(later);

        await (await hall.AsAsync("u006")).TaskAsync(later, "拟定初步名单");
        (await hall.StandingAsync(later, "LX0051")).ShouldBe("proposed", "the new rules need no interview: the unit's order stands");
    }

    [Fact]
    public async Task EC_36_what_was_due_while_the_hall_was_closed_is_done_once_with_the_moment_at_which_it_was_due()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.RecommendedAsync("LX0055");
        await (await hall.AsAsync("u006")).DoAsync(id, "受理", "supplement", "缺职业资格证书。", new { supplement = "请补职业资格证书。" });

        await hall.RestartAsync(downFor: TimeSpan.FromDays(20));
        await hall.SettleAsync();
        await hall.RestartAsync();
        await hall.SettleAsync();

        (await hall.StatusAsync(id)).ShouldBe("rejected");
        var told = await hall.ToldAsync("E018");
        told.Count(m => m.StartsWith("task.reminder 补正材料", StringComparison.Ordinal)).ShouldBe(1);
        told.Count(m => m.StartsWith("selection.lapsed", StringComparison.Ordinal)).ShouldBe(1);
        (await hall.FiredAsync(id)).ShouldBe([Hall.At(2026, 3, 17, 17, 30), Hall.At(2026, 3, 19, 17, 30)]);
    }

    [Fact]
    public async Task EC_38_TC_8_who_turns_46_meanwhile_goes_on_and_is_too_old_for_the_next()
    {
        await using var hall = await Hall.OpenAsync(opensAt: Hall.At(2025, 2, 10), settings: ("Hall:Profile", "Shapotou"));
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0053")])).Expect()["id"]!.GetValue<Guid>();
        await (await hall.AsAsync("u006")).DoAsync(id, "受理", "supplement", "缺证书。", new { supplement = "请补证书。" });
        await hall.AdvanceToAsync(Hall.At(2025, 2, 11));
        await hall.RestartAsync();

        await (await hall.AsAsync("u018")).DoAsync(id, "补正材料", "resubmit");

        var check = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["checks"]!.AsArray().Single(row => row!["rule"]!.ToString() == "SEL-03")!;
        check["verdict"]!.ToString().ShouldBe("pass");
        check["proof"]!.ToString().ShouldContain("推荐日 2025-02-10 满 45 周岁");
        await (await hall.AsAsync("u018")).DoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0053", withdrawnBy = "unit", withdrawalReason = "换人" });
        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0053")])).Error("candidates").ShouldContain("满 46 周岁");
    }
}
