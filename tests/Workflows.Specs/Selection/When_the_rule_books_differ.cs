using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>巩志远 (LX0053) is 47, 计晓彤 (LX0054) is temporary.</summary>
public sealed class When_the_rule_books_differ
{
    [Fact]
    public async Task Hunan_SEL_03_warns_above_45_and_an_exception_has_a_reason_and_an_approver_or_he_is_out()
    {
        await using var hall = await OpenAsync("Hunan");
        var refused = await AcceptedAsync(hall, "LX0053");
        var deputy = await hall.AsAsync("u005");
        (await deputy.TryDoAsync(refused, "例外审批", "decided")).Error("exceptions").ShouldContain("决定和理由");
        await DecideAsync(hall, refused, "refused", "另有合适人选。");
        (await hall.StatusAsync(refused)).ShouldBe("rejected");
        (await hall.NotesAsync(refused)).ShouldContain("罗佩芸 不同意 巩志远 对 SEL-03 的例外：另有合适人选。");

        var granted = await AcceptedAsync(hall, "LX0053", "LX0054");
        await hall.RestartAsync();
        await DecideAsync(hall, granted, "granted", "业务骨干，无可替代。");

        (await hall.NotesAsync(granted)).ShouldContain("罗佩芸 同意 巩志远 对 SEL-03 的例外：业务骨干，无可替代。");
        (await (await hall.AsAsync("u006")).TaskAsync(granted, "联合资格审查"))["form"]!["checklist"]!.AsArray().Count.ShouldBe(12, "six items for each of two; temporary staff are not barred");
    }

    [Fact]
    public async Task Shapotou_SEL_03_bars_whoever_is_above_45()
    {
        await using var hall = await OpenAsync("Shapotou");

        (await hall.TryRecommendAsync([SelectionSteps.Post()], [SelectionSteps.Candidate("LX0053")], withFiles: false)).Error("candidates").ShouldContain("巩志远不符合规则 SEL-03：年龄在 45 周岁以下（SPT 4）");
    }

    [Fact]
    public async Task Dongguan_ADJ_02_a_replacement_is_no_reserve_SEL_08_CF_06_the_centre_files_before_the_publicity()
    {
        await using var hall = await OpenAsync("Dongguan");
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post("W05", "登记岗", replaces: "LX0033")], [SelectionSteps.Candidate("LX0051")], withFiles: false)).Expect()["id"]!.GetValue<Guid>();
        await hall.AcceptAsync(id);
        var deputy = await hall.AsAsync("u005");
        var asked = (await deputy.TaskAsync(id, "例外审批"))["form"]!["exceptions"]!.AsArray().ShouldHaveSingleItem()!;
        asked["rule"]!.ToString().ShouldBe("ADJ-02");
        await deputy.DoAsync(id, "例外审批", "decided", form: new { exceptions = new[] { new { id = asked["id"]!.ToString(), decision = "granted", decisionReason = "职务任免。" } } });
        await hall.ReviewAsync(id);
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        await hall.AdvanceToAsync(SelectionSteps.InterviewAt);
        await hall.HoldAsync(id);
        await hall.ScoreAsync(id);
        await hall.ApproveListAsync(id);

        var filing = await hall.ChildAsync(id, "BA-");
        await (await hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-03-17" });
        await (await hall.AsAsync("u006")).DecideAsync(filing, "file", form: new { filingNumber = "东备 1", filedOn = "2026-03-17" });
        await hall.CarryOutAsync();
        await hall.PublicisedAsync(id, SelectionSteps.InterviewAt, poster: "u023");
        await hall.AdvanceToAsync(Hall.At(2026, 3, 25, 0));

        (await hall.StandingAsync(id, "LX0051")).ShouldBe("filed");
        await hall.ChildAsync(id, "SG-");
    }

    private static async Task<Guid> AcceptedAsync(Hall hall, params string[] candidates)
    {
        var id = (await hall.TryRecommendAsync([SelectionSteps.Post()], [.. candidates.Select(c => SelectionSteps.Candidate(c))], withFiles: false)).Expect()["id"]!.GetValue<Guid>();
        await hall.AcceptAsync(id);
        return id;
    }

    private static async Task DecideAsync(Hall hall, Guid id, string decision, string decisionReason)
    {
        var deputy = await hall.AsAsync("u005");
        var asked = (await deputy.TaskAsync(id, "例外审批"))["form"]!["exceptions"]!.AsArray().ShouldHaveSingleItem()!;
        asked["proof"]!.ToString().ShouldContain("满 47 周岁");
        await deputy.DoAsync(id, "例外审批", "decided", form: new { exceptions = new[] { new { id = asked["id"]!.ToString(), decision, decisionReason } } });
    }

    private static Task<Hall> OpenAsync(string profile) => Hall.OpenAsync(opensAt: HallInMarch.Now, settings: ("Hall:Profile", profile));
}
