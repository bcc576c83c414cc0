using StaffFlows.Testing;
using StaffFlows.Workflows.Specs.Publicity;

namespace StaffFlows.Workflows.Specs.Selection;

/// <summary>SEL-06. Reviewed on Thursday 12 March 2026; three working days later is Tuesday the 17th.</summary>
public sealed class When_an_interview_is_held
{
    [Fact]
    public async Task SEL_06_the_notice_is_three_working_days_ahead_the_panel_odd_and_independent()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await ReviewedAsync(hall, "LX0055");

        (await hall.TryScheduleAsync(id, on: "2026-03-16")).Error("interviewOn").ShouldContain("须提前 3 个工作日通知，最早 2026-03-17");
        (await hall.TryScheduleAsync(id, on: "2026-03-21")).Error("interviewOn").ShouldContain("不是工作日");
        (await hall.TryScheduleAsync(id, time: "9点")).Error("interviewTime").ShouldContain("09:30");
        (await hall.TryScheduleAsync(id, panel: ["LX0005", "LX0008"])).Error("panel").ShouldContain("不少于 3 人且为单数");
        (await hall.TryScheduleAsync(id, panel: ["LX0005", "LX0008", "LX0018"])).Error("panel").ShouldContain("应当回避");

        (await hall.TryScheduleAsync(id)).Expect();
        await hall.RestartAsync();
        await (await hall.AsAsync("u009")).DoAsync(id, "考官回避声明", "recuse", "人选是我的亲属。");
        (await hall.TryScheduleAsync(id)).Error("panel").ShouldContain("柯雨桐已申请回避");
        (await hall.TryScheduleAsync(id, panel: ["LX0005", "LX0008", "LX0007"])).Expect();
    }

    [Fact]
    public async Task SEL_06_EC_06_scores_are_hidden_until_all_are_in_then_ranked_and_who_has_no_place_is_a_reserve_for_six_months()
    {
        await using var hall = await Hall.OpenAsync(opensAt: HallInMarch.Now);
        var id = await ReviewedAsync(hall, "LX0055", "LX0051", "LX0052");
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        (await (await hall.AsAsync("u006")).TryDoAsync(id, "面试组织", "held", form: new { attendance = await AllPresentAsync(hall, id) })).Error("attendance").ShouldContain("2026-03-17");
        await (await hall.AsAsync("u006")).DoAsync(id, "面试组织", "postpone", "会议室停电。");
        (await hall.TryScheduleAsync(id)).Expect();
        await hall.DeclareAsync(id);
        (await (await hall.AsAsync("u006")).TryDoAsync(id, "面试组织", "postpone", "再改期。")).Error("interviewOn").ShouldContain("已改期一次");
        await hall.RestartAsync();
        await hall.AdvanceToAsync(SelectionSteps.InterviewAt);
        await hall.HoldAsync(id, absent: "LX0052");

        await hall.ScoreAsAsync("u005", id, ("LX0055", 71.5m), ("LX0051", 91.5m));
        await hall.RestartAsync();
        (await (await hall.AsAsync("u008")).TaskAsync(id, "面试评分")).ToJsonString().ShouldNotContain("91.5");
        (await (await hall.AsAsync("u006")).CaseAsync(id)).ToJsonString().ShouldNotContain("91.5");
        await hall.ScoreAsAsync("u008", id, ("LX0055", 71.5m), ("LX0051", 91.5m));
        await hall.ScoreAsAsync("u009", id, ("LX0055", 71.5m), ("LX0051", 91.5m));

        (await hall.StandingAsync(id, "LX0051")).ShouldBe("proposed");
        (await hall.StandingAsync(id, "LX0055")).ShouldBe("reserve");
        (await hall.StandingAsync(id, "LX0052")).ShouldBe("absent");
        var ranking = (await (await hall.AsAsync("u006")).CaseAsync(id))["form"]!["ranking"]!.AsArray();
        ranking.Select(row => $"{row!["person"]} {row["score"]} {row["rank"]} {row["validUntil"]}").ShouldBe(["LX0051 91.5 1 ", "LX0055 71.5 2 2026-09-17", "LX0052   "]);
        await (await hall.AsAsync("u006")).DoAsync(id, "拟定初步名单", "submit", form: new { opinionOffice = "督查考核科", opinionPhone = "0990-000-0108" });

        await (await hall.AsAsync("u004")).DoAsync(id, "审定初步名单", "interview", "评分差距过大，重新面试。");

        (await hall.StandingAsync(id, "LX0055")).ShouldBe("qualified");
        await (await hall.AsAsync("u006")).TaskAsync(id, "面试安排");
    }

    private static async Task<Guid> ReviewedAsync(Hall hall, params string[] candidates)
    {
        var id = await hall.RecommendedAsync(candidates);
        await hall.AcceptAsync(id);
        await hall.ReviewAsync(id);
        return id;
    }

    private static async Task<object[]> AllPresentAsync(Hall hall, Guid id) =>
        [.. (await (await hall.AsAsync("u006")).TaskAsync(id, "面试组织"))["form"]!["attendance"]!.AsArray().Select(row => new { id = row!["id"]!.ToString(), attended = "present" })];
}
