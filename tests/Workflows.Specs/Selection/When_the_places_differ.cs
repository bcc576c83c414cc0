using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>From the interview to the post by the rule books of Hunan and of Shapotou: what is asked of whoever arrives, and who files.</summary>
public sealed class When_the_places_differ
{
    [Fact]
    public async Task Hunan_SEL_12_moves_party_league_and_union_and_SEL_11_who_fails_the_training_and_passes_the_second_comes_on_post()
    {
        await using var hall = await OpenAsync("Hunan");
        var id = await FiledAsync(hall);
        (await ItemsAsync(hall, id)).Distinct().ShouldBe(["politics", "experience", "competence", "law", "digital", "health"]);
        var arrivals = await hall.ArrivalsAsync(id);
        foreach (var registered in arrivals.Values) await hall.RegisterAsync(registered);
        var officer = await hall.AsAsync("u006");

        // one withdraws while his memberships are moved, one during the training
        await officer.DoAsync(arrivals["LX0051"], "组织关系转入", "withdraw", "本人家庭原因退出。");
        foreach (var other in new[] { "LX0052", "LX0055" })
        {
            (await officer.TryDoAsync(arrivals[other], "组织关系转入", "done")).Code.ShouldBe("value-missing");
            await officer.DoAsync(arrivals[other], "组织关系转入", "done", form: new { partyMovedOn = "2026-03-25", unionMovedOn = "2026-03-25" });
        }

        await hall.RestartAsync();
        await (await hall.AsAsync("u009")).DoAsync(arrivals["LX0052"], "岗前培训", "withdraw", "本人家庭原因退出。");
        foreach (var gone in new[] { "LX0051", "LX0052" }) await (await hall.AsAsync("u007")).DecideAsync(arrivals[gone], "announced");

        // the third fails, tries again and comes
        await hall.TrainAsync(arrivals["LX0055"], 59.5m, new DateOnly(2026, 3, 25));
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("filed", "he may try again");
        await hall.RestartAsync();
        await hall.TrainAsync(arrivals["LX0055"], 60, new DateOnly(2026, 3, 25));
        await hall.ArriveAsync(arrivals["LX0055"], new DateOnly(2026, 3, 25));

        (await hall.StandingAsync(id, "LX0055")).ShouldBe("onPost");
        foreach (var gone in new[] { "LX0051", "LX0052" }) (await hall.StandingAsync(id, gone)).ShouldBe("withdrawn", gone);
        (await (await hall.AsAsync("u006")).CaseAsync(arrivals["LX0055"]))["form"]!["firstTheoryScore"]!.GetValue<decimal>().ShouldBe(59.5m);
        (await hall.StatusAsync(id)).ShouldBe("approved");
    }

    [Fact]
    public async Task Shapotou_SEL_08_the_centre_files_and_SEL_11_nobody_is_trained_before_he_comes()
    {
        await using var hall = await OpenAsync("Shapotou");
        var id = await hall.ListedAsync([], "LX0055");
        (await ItemsAsync(hall, id)).ShouldBe(["politics", "backbone", "health"]);
        await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        var filing = await hall.ChildAsync(id, "BA-");
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-25" });
        (await (await hall.AsAsync("u003")).InboxAsync()).ShouldBeEmpty("the bureau has nothing to do with it");
        await hall.RestartAsync();
        await (await hall.AsAsync("u006")).DecideAsync(filing, "file", form: new { filingNumber = "沙备 1", filedOn = "2026-03-25" });
        await hall.CarryOutAsync();

        var arrival = await hall.RegisteredAsync(id);

        (await (await hall.AsAsync("u022")).TaskOfAsync(arrival))["step"]!.ToString().ShouldBe("到岗确认");
        await (await hall.AsAsync("u022")).DoAsync(arrival, "到岗确认", "withdraw", "本人不来了。");
        await (await hall.AsAsync("u007")).DecideAsync(arrival, "announced");
        await hall.CarryOutAsync();
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("withdrawn");
        (await hall.StatusAsync(id)).ShouldBe("rejected");
    }

    [Fact]
    public async Task Zhongshan_SEL_02_bars_temporary_staff_SEL_03_warns_and_SEL_04_has_three_items()
    {
        await using var hall = await OpenAsync("Zhongshan");
        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0053"), SelectionSteps.Candidate("LX0054")])).Error("candidates").ShouldContain("计晓彤不符合规则 SEL-02");
        var id = await hall.RecommendedAsync("LX0053", "LX0055");
        await hall.AcceptAsync(id);

        var asked = (await (await hall.AsAsync("u005")).TaskAsync(id, "例外审批"))["form"]!["exceptions"]!.AsArray();

        asked.Select(row => $"{row!["person"]} {row["rule"]}").ShouldBe(["LX0053 SEL-03"], "nobody is asked about rules that are met");
        await (await hall.AsAsync("u005")).DoAsync(id, "例外审批", "decided", form: new { exceptions = new[] { new { id = asked[0]!["id"]!.ToString(), decision = "refused", decisionReason = "另有人选。" } } });
        (await ItemsAsync(hall, id)).ShouldBe(["politics", "competence", "ethics"], "of 蓝采薇 alone");
    }

    /// <summary>Three posts with one person each, all of them filed on 25 March.</summary>
    private static async Task<Guid> FiledAsync(Hall hall)
    {
        object[] posts = [SelectionSteps.Post(), SelectionSteps.Post("W05", "登记岗", replaces: "LX0033", no: "2"), SelectionSteps.Post("W05", "咨询岗", replaces: "LX0034", no: "3")];
        object[] candidates = [SelectionSteps.Candidate("LX0055"), SelectionSteps.Candidate("LX0051", "2"), SelectionSteps.Candidate("LX0052", "3")];
        var id = (await hall.TryRecommendAsync(posts, candidates, withFiles: false)).Expect()["id"]!.GetValue<Guid>();
        await hall.InterviewAsync(id);
        await hall.ApproveListAsync(id);
        await hall.PublicisedAsync(id, SelectionSteps.InterviewAt);
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 9));
        await hall.FileAsync(id, "湘备 1", new DateOnly(2026, 3, 25));
        return id;
    }

    private static async Task<IEnumerable<string>> ItemsAsync(Hall hall, Guid id) =>
        (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["checklist"]!.AsArray().Select(row => row!["item"]!.ToString());

    private static Task<Hall> OpenAsync(string profile) => Hall.OpenAsync(opensAt: HallInMarch.Now, settings: ("Hall:Profile", profile));
}
