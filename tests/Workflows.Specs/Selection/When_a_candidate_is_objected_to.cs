using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>Two posts, two candidates on one list, an objection to 蓝采薇 (LX0055, W04); 倪星河 (LX0051) is for W05.</summary>
public sealed class When_a_candidate_is_objected_to
{
    [Fact]
    public async Task PUB_05_he_alone_is_held_back_and_the_others_are_filed_meanwhile_and_he_follows_when_it_is_unfounded()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await ObjectedAsync(hall);

        (await hall.StandingAsync(id, "LX0055")).ShouldBe("frozen");
        await hall.FileAsync(id, "临审备 10", new DateOnly(2026, 3, 25));
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("filed");
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("frozen");
        await hall.RestartAsync();
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "unfounded");

        (await hall.StandingAsync(id, "LX0055")).ShouldBe("cleared");
        await hall.FileAsync(id, "临审备 11", new DateOnly(2026, 3, 25));
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("filed");
    }

    [Fact]
    public async Task PUB_05_an_upheld_one_disqualifies_him_and_SEL_08_a_filing_is_returned_for_correction_and_refused()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await ObjectedAsync(hall);
        await hall.ConcludeAsync(await hall.ObjectionAsync(), "disqualified");
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("disqualified");

        var filing = await hall.ChildAsync(id, "BA-");
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-25" });
        await (await hall.AsAsync("u003")).DecideAsync(filing, "correct", "岗位名称有误。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-25" });
        await (await hall.AsAsync("u003")).DecideAsync(filing, "refuse", "岗位已撤销。");
        await hall.CarryOutAsync();

        (await hall.StandingAsync(id, "LX0051")).ShouldBe("filingRefused");
        (await hall.StatusAsync(id)).ShouldBe("rejected");
        (await hall.ToldAsync("E004")).ShouldContain(m => m.StartsWith("filing.refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PUB_05_where_the_rule_book_does_not_split_the_whole_list_waits_for_the_conclusion()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        await hall.SetRulesAsync("FangCounty", ("Publicity.SplitOnObjection", false));
        var id = await ObjectedAsync(hall);
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("proposed");
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("proposed", "nobody objected to him, and he waits all the same");
        (await (await hall.AsAsync("u018")).InboxAsync()).ShouldNotContain(i => i["step"]!.ToString() == "报送备案");
        await hall.RestartAsync();

        await hall.ConcludeAsync(await hall.ObjectionAsync(), "disqualified");

        (await hall.StandingAsync(id, "LX0055")).ShouldBe("disqualified");
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("cleared");
        await hall.FileAsync(id, "临审备 13", new DateOnly(2026, 3, 25));
        (await hall.StandingAsync(id, "LX0051")).ShouldBe("filed");
    }

    private static async Task<Guid> ObjectedAsync(Hall hall)
    {
        object[] posts = [SelectionSteps.Post(), SelectionSteps.Post("W05", "登记岗", replaces: "LX0033", no: "2")];
        var id = (await hall.TryRecommendAsync(posts, [SelectionSteps.Candidate("LX0055"), SelectionSteps.Candidate("LX0051", "2")])).Expect()["id"]!.GetValue<Guid>();
        await hall.InterviewAsync(id);
        await hall.ApproveListAsync(id);
        var publicity = await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        await hall.ObjectAsync(publicity, "E055");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        return id;
    }
}
