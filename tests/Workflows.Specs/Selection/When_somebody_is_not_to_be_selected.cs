using System.Text.Json.Nodes;
using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>
/// 医保局 (U10), which u018 leads, before it has entered the hall, and 蓝采薇 (LX0055) as a 网格员 who helps at a window: two rules that one rule book
/// each has, and nobody else.
/// </summary>
public sealed class When_somebody_is_not_to_be_selected
{
    [Fact]
    public async Task Dongguan_SEL_15_a_department_recommends_from_the_day_on_which_it_enters_the_hall()
    {
        await using var hall = await OpenAsync("Dongguan");
        (await hall.RecommendedChecksAsync("LX0011")).ShouldContain("SEL-15 pass", "a department of which nobody wrote down since when is there");

        await hall.ChangeOrganisationAsync((units, _) => units["U10"]["stationed"] = false);
        var refused = (await TryAsync(hall)).Error("posts");
        refused.ShouldContain("不符合规则 SEL-15：部门进驻后方可推荐人员：先填报进驻申请（附录F），经政府批准并登记进驻日期（DG 6.2.2）");
        refused.ShouldContain("临溪县医疗保障局：没有登记进驻");

        await hall.ChangeOrganisationAsync((units, _) => (units["U10"]["stationed"], units["U10"]["stationedSince"]) = (true, "2026-03-13"));
        (await TryAsync(hall)).Error("posts").ShouldContain("进驻日期 2026-03-13，推荐日 2026-03-12");
        await hall.RestartAsync();
        await hall.AdvanceToAsync(Hall.At(2026, 3, 13, 9));

        (await TryAsync(hall)).Expect();
    }

    [Fact]
    public async Task SEL_15_is_no_rule_of_Fang_County()
    {
        await using var hall = await OpenAsync("FangCounty");
        await hall.ChangeOrganisationAsync((units, _) => units["U10"]["stationed"] = false);

        (await hall.RecommendedChecksAsync("LX0055")).ShouldNotContain(check => check.StartsWith("SEL-15", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shapotou_SEL_16_a_village_agent_is_not_recommended_but_registered_at_his_window()
    {
        await using var hall = await OpenAsync("Shapotou");
        await hall.ChangeOrganisationAsync((_, people) => people["E055"]["employmentType"] = "VillageAgent");

        var refused = (await TryAsync(hall)).Error("candidates");
        refused.ShouldContain("蓝采薇不符合规则 SEL-16：村（社区）网格员、两委成员（兼任）不经选派，在人员名册中直接登记窗口和到岗日期（SPT 5、6）");
        (await hall.RecommendedChecksAsync("LX0051")).ShouldContain("SEL-16 pass");

        await hall.ChangeOrganisationAsync((_, people) =>
        {
            var agent = people["E055"];
            (agent["employmentType"], agent["windowId"], agent["post"], agent["onPostDate"], agent["status"]) = ("VillageAgent", "W13", "网格员", "2026-03-02", "OnPost");
        });
        var row = (await (await hall.AsAsync("u006")).GetAsync("registers/postings?q=LX0055")).Expect()["items"]!.AsArray().ShouldHaveSingleItem()!;
        (row["window"]!.ToString(), row["since"]!.ToString(), row["selection"]?.ToString()).ShouldBe(("W13", "2026-03-02", null));
    }

    [Fact]
    public async Task SEL_16_where_the_rule_book_says_nothing_of_village_agents_SEL_02_bars_them()
    {
        await using var hall = await OpenAsync("FangCounty");
        await hall.ChangeOrganisationAsync((_, people) => people["E055"]["employmentType"] = "VillageAgent");

        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")])).Error("candidates").ShouldContain("SEL-02");
    }

    private static Task<Answer> TryAsync(Hall hall) => hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0055")], withFiles: false);

    private static Task<Hall> OpenAsync(string profile) => Hall.OpenAsync(opensAt: HallInMarch.Now, settings: ("Hall:Profile", profile));
}

file static class Checks
{
    /// <summary>Rule and verdict of each check of a recommendation by 医保局, which is withdrawn again.</summary>
    public static async Task<IReadOnlyList<string>> RecommendedChecksAsync(this Hall hall, string person)
    {
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate(person)])).Expect()["id"]!.GetValue<Guid>();
        var checks = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["checks"]!.AsArray();
        await (await hall.AsAsync("u018")).PostAsync($"cases/{id}/withdraw", new { reason = "暂缓" });
        return [.. checks.Select(row => $"{row!["rule"]} {row["verdict"]}")];
    }
}
