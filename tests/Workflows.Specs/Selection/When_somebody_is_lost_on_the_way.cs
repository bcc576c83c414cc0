using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>Three candidates for one place of W04, in this order: 蓝采薇 (LX0055, U10), 倪星河 (LX0051, U05), 殷望舒 (LX0052, U05).</summary>
public sealed class When_somebody_is_lost_on_the_way
{
    [Fact]
    public async Task EC_07_each_reserve_has_a_publicity_of_his_own_and_SEL_11_who_fails_the_training_twice_does_not_come_on_post()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.ListedAsync([("LX0055", 90), ("LX0051", 80), ("LX0052", 70)], "LX0055", "LX0051", "LX0052");

        // the first withdraws while his name hangs
        var first = await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        await (await hall.AsAsync("u018")).DoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0055", withdrawnBy = "unit", withdrawalReason = "工作需要" });
        await hall.RestartAsync();
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        (await hall.NoticeAsync(first)).Html.ShouldContain("蓝采薇");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("withdrawn");
        (await hall.NotesAsync(id)).ShouldContain("候补递补：倪星河");

        // the second withdraws in the case of his arrival
        var second = await hall.PublicisedAsync(id, Hall.At(2026, 3, 25, 9), poster: "u023");
        (await hall.NoticeAsync(second)).Html.ShouldContain("倪星河");
        (await hall.NoticeAsync(second)).Html.ShouldNotContain("蓝采薇");
        await hall.AdvanceToAsync(Hall.At(2026, 4, 2, 9));
        await hall.FileAsync(id, "临审备 8", new DateOnly(2026, 4, 2));
        var officer = await hall.AsAsync("u006");
        (await officer.TryDoAsync(id, "退出与终止", "withdraw", form: new { withdrawnPerson = "LX0051", withdrawnBy = "candidate", withdrawalReason = "家庭原因" })).Error("withdrawnPerson").ShouldContain("上岗事项");
        var arrival = await hall.ChildAsync(id, "SG-");
        await officer.DoAsync(arrival, "登记备案表", "withdraw", "本人家庭原因退出。");
        (await hall.NoticeAsync(second)).Html.ShouldContain("倪星河 已退出");
        await (await hall.AsAsync("u007")).DecideAsync(arrival, "announced");
        await hall.CarryOutAsync();
        (await hall.NotesAsync(id)).ShouldContain("候补递补：殷望舒");

        // the third fails the training twice, and nobody is left
        await hall.PublicisedAsync(id, Hall.At(2026, 4, 2, 9), poster: "u023");
        await hall.AdvanceToAsync(Hall.At(2026, 4, 13, 9));
        await hall.FileAsync(id, "临审备 9", new DateOnly(2026, 4, 13));
        var last = await hall.RegisteredAsync(id);
        await hall.TrainAsync(last, 55, new DateOnly(2026, 4, 13));
        (await (await hall.AsAsync("u009")).TaskOfAsync(last))["form"]!["firstTheoryScore"]!.GetValue<decimal>().ShouldBe(55);
        await hall.TrainAsync(last, 58, new DateOnly(2026, 4, 13));
        await hall.CarryOutAsync();

        (await hall.StandingAsync(id, "LX0052")).ShouldBe("notTrained");
        (await hall.StatusAsync(id)).ShouldBe("rejected");
        (await hall.ToldAsync("E018")).ShouldContain(m => m.StartsWith("selection.ended-empty", StringComparison.Ordinal));
    }
}
