using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>One place of W04; in this order 蓝采薇 (LX0055, U10), 倪星河 (LX0051, U05), 殷望舒 (LX0052, U05). Each withdraws somewhere else.</summary>
public sealed class When_somebody_withdraws_after_the_interview
{
    [Fact]
    public async Task EC_07_before_the_list_is_approved_while_an_objection_is_open_and_while_the_unit_reports_the_next_one_moves_up()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await hall.RecommendedAsync("LX0055", "LX0051", "LX0052");
        await hall.InterviewAsync(id, ("LX0055", 90), ("LX0051", 80), ("LX0052", 70));

        // the first before the director has seen the list: nobody announces what nobody has read
        await hall.WithdrawAsync(id, "LX0055");
        await hall.ApproveListAsync(id);
        (await hall.NotesAsync(id)).ShouldContain("候补递补：倪星河");
        (await (await hall.AsAsync("u007")).InboxAsync()).ShouldNotContain(i => i["step"]!.ToString() == "张贴退出公告");

        // the second while somebody objects to him
        var publicity = await hall.PublicisedAsync(id, SelectionSteps.InterviewAt, poster: "u023");
        await hall.ObjectAsync(publicity, "E051");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        await hall.WithdrawAsync(id, "LX0051");
        (await hall.NoticeAsync(publicity)).Html.ShouldContain("倪星河 已退出", Case.Sensitive, "the public page is a venue, too");
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "unfounded");
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("withdrawn");
        (await hall.NotesAsync(id)).ShouldContain("候补递补：殷望舒");

        // the third while his filing is reported
        await hall.PublicisedAsync(id, Hall.At(2026, 3, 25, 9), poster: "u023");
        await hall.AdvanceToAsync(Hall.At(2026, 4, 2, 9));
        await hall.WithdrawAsync(id, "LX0052");
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await hall.CarryOutAsync();

        (await hall.StatusAsync(await hall.ChildAsync(id, "BA-"))).ShouldBe("cancelled", "nobody is left to be filed");
        (await hall.StandingAsync(id, "LX0052")).ShouldBe("withdrawn");
        (await hall.StatusAsync(id)).ShouldBe("rejected");
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0052")])).Expect();
    }
    [Fact]
    public async Task SEL_08_a_second_one_is_taken_down_before_the_first_is_announced_and_the_selection_ends_after_both_announcements()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = (await hall.TryRecommendAsync(
            [SelectionSteps.Post(), SelectionSteps.Post("W05", "登记岗", replaces: "LX0033", no: "2")],
            [SelectionSteps.Candidate("LX0055"), SelectionSteps.Candidate("LX0051", "2"), SelectionSteps.Candidate("LX0052", "2")])).Expect()["id"]!.GetValue<Guid>();
        await hall.InterviewAsync(id, ("LX0055", 90), ("LX0051", 80), ("LX0052", 70));
        await hall.ApproveListAsync(id);
        var publicity = await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);

        await hall.WithdrawAsync(id, "LX0055");
        await hall.RestartAsync();
        await hall.WithdrawAsync(id, "LX0051");
        await hall.WithdrawAsync(id, "LX0052");
        await hall.CarryOutAsync();

        (await hall.NoticeAsync(publicity)).Html.ShouldContain("倪星河 已退出");
        (await AnnouncementsAsync(hall)).ShouldBe(2, "the reserve hung nowhere");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        (await hall.StatusAsync(id)).ShouldBe("running", "nobody is left, and two announcements are");

        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await hall.CarryOutAsync();
        (await hall.StatusAsync(id)).ShouldBe("running", "one announcement is left");
        await hall.RestartAsync();
        await (await hall.AsAsync("u007")).DoAsync(id, "张贴退出公告", "announced");
        await hall.CarryOutAsync();
        (await hall.StatusAsync(id)).ShouldBe("rejected");
    }

    private static async Task<int> AnnouncementsAsync(Hall hall) => (await (await hall.AsAsync("u007")).InboxAsync()).Count(i => i["step"]!.ToString() == "张贴退出公告");
}
