using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>
/// One place of W04, which has no other; 巩志远 (LX0053) is 47, 蓝采薇 (LX0055) and 倪星河 (LX0051) are not. Each time somebody withdraws while a
/// decision about him is already asked for, first a candidate beside whom another goes on, then the last one, whom his unit withdraws.
/// </summary>
public sealed class When_somebody_withdraws_before_a_decision
{
    [Fact]
    public async Task At_the_exceptions_nothing_has_to_be_decided_of_him_and_the_place_stays_for_the_other()
    {
        await using var hall = await OpenAsync("Hunan");
        var id = await hall.RecommendedAsync("LX0053", "LX0055");
        await hall.AcceptAsync(id);
        var deputy = await hall.AsAsync("u005");
        (await deputy.TaskAsync(id, "例外审批"))["form"]!["exceptions"]!.AsArray().ShouldHaveSingleItem()!["person"]!.ToString().ShouldBe("LX0053");

        await hall.WithdrawAsync(id, "LX0053", "candidate");
        await hall.RestartAsync();
        await IsTakenAsync(hall);
        await (await hall.AsAsync("u005")).DoAsync(id, "例外审批", "decided");

        (await hall.StandingAsync(id, "LX0053")).ShouldBe("withdrawn");
        (await (await hall.AsAsync("u006")).TaskAsync(id, "联合资格审查"))["form"]!["checklist"]!.AsArray().ShouldAllBe(row => row!["person"]!.ToString() == "LX0055");

        await hall.WithdrawAsync(id, "LX0055", "unit");
        await IsOverAsync(hall, id);

        var alone = await hall.RecommendedAsync("LX0053");
        await hall.AcceptAsync(alone);
        await hall.WithdrawAsync(alone, "LX0053", "unit");
        await IsOverAsync(hall, alone);
        await IsFreeAsync(hall);
    }

    [Fact]
    public async Task At_the_exceptions_a_refusal_that_was_on_its_way_does_not_change_that_he_has_withdrawn()
    {
        await using var hall = await OpenAsync("Hunan");
        var id = await hall.RecommendedAsync("LX0053", "LX0055");
        await hall.AcceptAsync(id);
        var deputy = await hall.AsAsync("u005");
        var asked = (await deputy.TaskAsync(id, "例外审批"))["form"]!["exceptions"]!.AsArray().Single()!["id"]!.ToString();

        await hall.WithdrawAsync(id, "LX0053", "candidate");
        await deputy.DoAsync(id, "例外审批", "decided", form: new { exceptions = new[] { new { id = asked, decision = "refused", decisionReason = "另有人选。" } } });

        (await hall.StandingAsync(id, "LX0053")).ShouldBe("withdrawn");
        (await hall.RegisterOfAsync("E053")).ShouldBe(["Withdrawn"]);
        (await hall.NotesAsync(id)).ShouldNotContain("不同意 巩志远");
    }

    [Fact]
    public async Task At_the_review_a_failing_mark_does_not_make_him_unqualified_and_nobody_decides_on_him()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055", "LX0051");
        await hall.AcceptAsync(id);

        await hall.WithdrawAsync(id, "LX0051", "candidate");
        await hall.ReviewAsync(id, failed: "LX0051");

        (await hall.RegisterOfAsync("E051")).ShouldBe(["Withdrawn"]);
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("qualified", "without a decision of the deputy director");
    }

    [Fact]
    public async Task At_the_deputy_director_s_decision_whatever_is_decided_of_him_counts_no_more()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055", "LX0051");
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id, failed: "LX0051");
        var deputy = await hall.AsAsync("u005");
        var rows = (await deputy.TaskAsync(id, "审查决定"))["form"]!["reviewResults"]!.AsArray();

        await hall.WithdrawAsync(id, "LX0051");
        await deputy.DoAsync(id, "审查决定", "decided", form: new
        {
            reviewResults = rows.Select(row => new { id = row!["id"]!.ToString(), verdict = row["person"]!.ToString() == "LX0051" ? "fail" : "pass" }).ToArray(),
        });

        (await hall.RegisterOfAsync("E051")).ShouldBe(["Withdrawn"]);
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("qualified");
    }

    [Fact]
    public async Task Whoever_has_withdrawn_does_not_come_back_when_the_recommendation_is_completed()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055", "LX0051");
        await (await hall.AsAsync("u006")).DoAsync(id, "受理", "supplement", "缺证书。", new { supplement = "请补证书。" });

        await hall.WithdrawAsync(id, "LX0051", "candidate");
        await (await hall.AsAsync("u018")).DoAsync(id, "补正材料", "resubmit");

        (await hall.StandingAsync(id, "LX0051")).ShouldBe("withdrawn");
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("recommended");
        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")])).Expect();
    }

    [Fact]
    public async Task While_the_panel_scores_he_is_ranked_no_more_and_the_next_one_gets_the_place()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055", "LX0051");
        await BeforeScoresAsync(hall, id);
        await hall.ScoreAsAsync("u005", id, ("LX0055", 95), ("LX0051", 70));

        await hall.WithdrawAsync(id, "LX0055", "candidate");
        await hall.RestartAsync();
        await IsTakenAsync(hall);
        foreach (var panelist in new[] { "u008", "u009" }) await hall.ScoreAsAsync(panelist, id, ("LX0055", 95), ("LX0051", 70));

        var form = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!;
        form["ranking"]!.AsArray().Select(row => $"{row!["person"]} {row["rank"]} {row["result"]}").ShouldBe(["LX0051 1 proposed"]);
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("withdrawn");
        (await hall.RegisterOfAsync("E055")).ShouldBe(["Withdrawn"]);

        await hall.WithdrawAsync(id, "LX0051", "unit");
        await IsOverAsync(hall, id);
        await IsFreeAsync(hall);
    }

    [Fact]
    public async Task While_the_panel_scores_the_last_one_takes_the_interview_with_him()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055");
        await BeforeScoresAsync(hall, id);

        await hall.WithdrawAsync(id, "LX0055", "unit");

        await IsOverAsync(hall, id);
        foreach (var panelist in new[] { "u005", "u008", "u009" }) (await (await hall.AsAsync(panelist)).InboxAsync()).ShouldNotContain(i => i["caseId"]!.GetValue<Guid>() == id, panelist);
        await IsFreeAsync(hall);
    }

    [Fact]
    public async Task EC_07_before_the_director_has_approved_the_list_the_reserve_moves_up_and_alone_is_made_public()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055", "LX0051");
        await hall.InterviewAsync(id, ("LX0055", 90), ("LX0051", 80));
        await (await hall.AsAsync("u006")).DoAsync(id, "拟定初步名单", "submit", form: new { opinionOffice = "督查考核科", opinionPhone = "0990-000-0108" });

        await hall.WithdrawAsync(id, "LX0055", "candidate");
        await hall.RestartAsync();
        await IsTakenAsync(hall);
        await (await hall.AsAsync("u004")).DoAsync(id, "审定初步名单", "agree");
        await hall.CarryOutAsync();

        (await hall.NotesAsync(id)).ShouldContain("候补递补：倪星河");
        var publicity = (await (await hall.AsAsync("u006")).CaseAsync(await hall.ChildAsync(id, "GS-")))["form"]!["persons"]!.ToString();
        (publicity.Contains("LX0051", StringComparison.Ordinal), publicity.Contains("LX0055", StringComparison.Ordinal)).ShouldBe((true, false));
        (await (await hall.AsAsync("u007")).InboxAsync()).ShouldNotContain(i => i["step"]!.ToString() == "张贴退出公告", "nobody has read of him");
    }

    [Fact]
    public async Task Before_the_director_has_approved_the_list_the_unit_withdraws_its_only_one_and_the_place_is_free()
    {
        await using var hall = await OpenAsync("FangCounty");
        var id = await hall.RecommendedAsync("LX0055");
        await hall.InterviewAsync(id, ("LX0055", 90));
        await (await hall.AsAsync("u006")).DoAsync(id, "拟定初步名单", "submit", form: new { opinionOffice = "督查考核科", opinionPhone = "0990-000-0108" });

        await hall.WithdrawAsync(id, "LX0055", "unit");

        await IsOverAsync(hall, id);
        (await (await hall.AsAsync("u004")).InboxAsync()).ShouldNotContain(i => i["caseId"]!.GetValue<Guid>() == id);
        await IsFreeAsync(hall);
    }

    private static async Task BeforeScoresAsync(Hall hall, Guid id)
    {
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id);
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        await hall.AdvanceToAsync(SelectionSteps.InterviewAt);
        await hall.HoldAsync(id);
    }

    private static async Task IsOverAsync(Hall hall, Guid id)
    {
        (await hall.StatusAsync(id)).ShouldBe("withdrawn");
        (await (await hall.AsAsync("u006")).CaseAsync(id))["tasks"]!.AsArray().ShouldNotContain(t => t!["state"]!.ToString() == "created" || t["state"]!.ToString() == "assigned");
    }

    /// <summary>The window's last place is this selection's.</summary>
    private static async Task IsTakenAsync(Hall hall) => (await AskAsync(hall)).Error("posts").ShouldContain("其他选派已占 1 个");

    private static async Task IsFreeAsync(Hall hall) => (await AskAsync(hall)).Expect();

    private static Task<Answer> AskAsync(Hall hall) => hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0052")], by: "u014");

    private static Task<Hall> OpenAsync(string profile) => Hall.OpenAsync(opensAt: HallInMarch.Now, settings: ("Hall:Profile", profile));
}
