using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>Fang County's rules: no age limit. W05 is full; LX0033 and LX0034 are on post there. W08 has one place left.</summary>
public sealed class When_a_recommendation_is_checked(HallInMarch march) : IClassFixture<HallInMarch>
{
    private readonly Hall hall = march.Hall;

    [Fact]
    public async Task SEL_02_a_temporary_person_is_refused_with_the_clause_and_what_he_is()
    {
        var refused = await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0054")]);

        var sentence = refused.Error("candidates");
        sentence.ShouldContain("计晓彤不符合规则 SEL-02");
        sentence.ShouldContain("FX 7.2.1");
        sentence.ShouldContain("人员身份：临时聘用人员");
    }

    [Fact]
    public async Task SEL_02_whoever_reads_English_is_told_in_English()
    {
        var english = await hall.AsAsync("u012");
        english.Speak("en");

        var sentence = (await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0054")], by: "u012")).Error("candidates");

        sentence.ShouldBe("计晓彤 does not meet rule SEL-02: Only these may be recommended: Civil servant, Public institution staff, Authorised staff on the establishment (FX 7.2.1). Found: Employment: Temporary staff.");
    }

    [Fact]
    public async Task SEL_01_what_the_rule_book_lists_must_be_attached()
    {
        var refused = await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0051")], withFiles: false);

        refused.Error("resumes").ShouldContain("个人简历");
        refused.Error("educationCertificates").ShouldContain("学历证书");
    }

    [Fact]
    public async Task SEL_09_nobody_is_recommended_for_a_full_window_unless_he_replaces_somebody_there()
    {
        var full = await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗")], [SelectionSteps.Candidate("LX0051")]);
        full.Error("posts").ShouldContain("核定 3 人，在岗 3 人");
        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0030")], [SelectionSteps.Candidate("LX0051")])).Error("posts").ShouldContain("被接替人不在不动产登记专区");

        (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")])).Expect();
    }

    [Fact]
    public async Task SEL_09_two_selections_can_not_take_the_last_place_and_a_withdrawn_one_gives_it_back()
    {
        var first = (await hall.TryRecommendAsync([SelectionSteps.Post("W08", "工程岗")], [SelectionSteps.Candidate("LX0053")])).Expect()["id"]!.GetValue<Guid>();
        (await SecondAsync()).Error("posts").ShouldContain("其他选派已占 1 个");

        await hall.RestartAsync();
        await (await hall.AsAsync("u018")).PostAsync($"cases/{first}/withdraw", new { reason = "暂缓" });

        (await SecondAsync()).Expect();

        Task<Answer> SecondAsync() => hall.TryRecommendAsync([SelectionSteps.Post("W08", "工程岗")], [SelectionSteps.Candidate("LX0011")], by: "u017");
    }

    [Fact]
    public async Task EC_34_nobody_is_recommended_twice_neither_for_two_posts_nor_by_two_units()
    {
        object[] posts = [InTurn(), SelectionSteps.Post("W05", "咨询岗", replaces: "LX0034", no: "2")];
        (await hall.TryRecommendAsync(posts, [SelectionSteps.Candidate("LX0052"), SelectionSteps.Candidate("LX0052", "2")])).Error("candidates").ShouldContain("本次推荐了 2 个岗位");

        (await hall.TryRecommendAsync(posts, [SelectionSteps.Candidate("LX0052")])).Expect();

        (await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0052")], by: "u014")).Error("candidates").ShouldContain("已被推荐到“登记岗”，尚未办结");
    }

    [Fact]
    public async Task Verdict_rule_and_proof_of_every_rule_stand_in_the_case()
    {
        var id = (await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0055")])).Expect()["id"]!.GetValue<Guid>();

        var checks = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["checks"]!.AsArray();

        checks.Select(row => $"{row!["rule"]} {row["verdict"]}").ShouldBe(["SEL-09 pass", "SEL-01 pass", "SEL-01 pass", "SEL-01 pass", "SEL-02 pass", "EC-34 pass"]);
        checks.ShouldAllBe(row => row!["text"] != null && row["proof"] != null);
    }

    [Fact]
    public async Task What_a_rule_says_stands_in_the_case_in_both_languages()
    {
        var id = (await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0040")])).Expect()["id"]!.GetValue<Guid>();

        var check = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["checks"]!.AsArray().Single(row => row!["rule"]!.ToString() == "SEL-02")!;

        check["text"]!.ToString().ShouldStartWith("只推荐公务员");
        check["en"]!["text"]!.ToString().ShouldStartWith("Only these may be recommended: Civil servant");
        check["en"]!["proof"]!.ToString().ShouldBe("Employment: Public institution staff");
    }

    [Fact]
    public async Task Only_units_recommend() => ((int)(await hall.TryRecommendAsync([InTurn()], [SelectionSteps.Candidate("LX0055")], by: "u030")).Status).ShouldBe(404);

    private static object InTurn() => SelectionSteps.Post("W05", "登记岗", replaces: "LX0033");
}
