using Microsoft.Playwright;
using StaffFlows.Testing;

namespace StaffFlows.EndToEnd.Selection;

/// <summary>
/// 临溪县医疗保障局 (施南乔, u018) recommends for the one vacancy at W04 and for a place at W05 that becomes free: 计晓彤 (u054) is temporary and
/// refused, 巩志远 (u053) is 47 and has an exception, 蓝采薇 (u055) comes first, 倪星河 (u051) is for W05. Somebody objects to 蓝采薇 from his
/// phone. 倪星河 arrives meanwhile, she is disqualified, and 巩志远 moves up. The story begins on Monday 23 November 2026 at 09:00.
/// </summary>
internal sealed class SelectionStory(SelectionCourse course)
{
    private static readonly DateTimeOffset Interview = Hall.At(2026, 11, 26, 9, 30);

    private readonly PublicityStory publicity = new(course);
    private Guid selection;

    public async Task<FinishedSelection> TellAsync()
    {
        await RecommendAsync();
        await ReviewAsync();
        await InterviewAsync();
        await ApproveAsync();
        var first = await course.ChildAsync(selection, "GS-");
        await publicity.PostAsync(Interview);
        var receipt = await publicity.ObjectAsync(first, "蓝采薇");
        await course.Hall.AdvanceToAsync(Hall.At(2026, 12, 4));
        await course.CarryOutAsync();
        await HoldBackAsync();
        await GoFirstAsync();
        await publicity.ConcludeAsync(receipt);
        var second = await MoveUpAsync();
        await FileAsync();
        var arrival = await ArriveAsync();
        return new(selection, first, second, await course.ChildAsync(selection, "BA-"), arrival, receipt.Number);
    }

    /// <summary>SEL-02 refuses with the clause; what was typed is still there, and without her it goes.</summary>
    private async Task RecommendAsync()
    {
        var unit = await course.AsAsync("u018");
        await unit.FillInRecommendationAsync(("LX0054", "1"), ("LX0055", "1"), ("LX0053", "1"), ("LX0051", "2"));
        var refusal = await unit.RefusedAsync("提交申请");
        refusal.ShouldContain("计晓彤不符合规则 SEL-02");
        refusal.ShouldContain("FX 7.2.1");
        refusal.ShouldContain("临时聘用人员");
        (await unit.InputValueAsync("[name='candidates[2].person']")).ShouldBe("LX0053", "nothing typed is lost");
        await unit.PictureAsync("selection-refused-1440");

        await unit.Locator("[data-table=candidates] .tbl__x button").First.ClickAsync();
        await unit.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await unit.ArriveAtAsync("/cases/");
        selection = Guid.Parse(unit.Url.Split('/')[^1]);
        (await unit.MainAsync()).ShouldContain("共 14 行：符合 13、需说明 1");
    }

    /// <summary>The 47-year-old passes by exception, whose approver and reason stand in the case; two reviewers who don't see each other.</summary>
    private async Task ReviewAsync()
    {
        var officer = await course.AsAsync("u006");
        await officer.OpenTaskOfAsync("受理");
        (await officer.RefusedAsync("受理")).ShouldContain("会同审查人：");
        await officer.SelectOptionAsync("[name=jointReviewer]", "LX0011");
        await officer.DecideAsync("受理");

        var deputy = await course.AsAsync("u005", Screen.Phone);
        await deputy.OpenTaskOfAsync("例外审批");
        (await deputy.Locator("[data-table=exceptions] tbody tr").First.InnerTextAsync()).ShouldContain("满 47 周岁");
        await deputy.SelectOptionAsync("[name='exceptions[0].decision']", "granted");
        await deputy.FillRowAsync("exceptions", 0, ("decisionReason", "业务骨干，无可替代。"));
        await deputy.Locator("[data-table=exceptions]").ScrollIntoViewIfNeededAsync();
        await deputy.PictureAsync("selection-exception-390");
        await deputy.DecideAsync("提交决定");

        foreach (var (reviewer, screen) in new[] { ("u006", Screen.Desktop), ("u011", Screen.Phone) })
        {
            var page = await course.AsAsync(reviewer, screen);
            await page.OpenTaskOfAsync("联合资格审查");
            await page.ChooseAsync("checklist", "verdict", "pass");
            await page.FillRowAsync("checklist", 0, ("remark", $"{reviewer} 核对档案"));
            await page.DecideAsync("提交审查意见");
        }
    }

    /// <summary>Too short a notice is refused with the first day that would do; each panelist's marks are his own until all are in.</summary>
    private async Task InterviewAsync()
    {
        var officer = await course.AsAsync("u006");
        await officer.OpenTaskOfAsync("面试安排");
        await officer.FillAsync("[name=interviewOn]", "2026-11-24");
        await officer.FillAsync("[name=interviewTime]", "09:30");
        await officer.FillAsync("[name=interviewPlace]", "三楼会议室");
        foreach (var (i, person) in new[] { "LX0005", "LX0008", "LX0009" }.Index())
        {
            if (i > 0) await officer.AddRowAsync("panel");
            await officer.SelectOptionAsync($"[name='panel[{i}].person']", person);
            await officer.SelectOptionAsync($"[name='panel[{i}].role']", i == 0 ? "chair" : "member");
        }

        (await officer.RefusedAsync("发出面试通知")).ShouldContain("最早 2026-11-26");
        await officer.FillAsync("[name=interviewOn]", "2026-11-26");
        await officer.DecideAsync("发出面试通知");
        var panel = new[] { ("u005", Screen.Phone), ("u008", Screen.Desktop), ("u009", Screen.Desktop) };
        foreach (var (panelist, screen) in panel)
        {
            var page = await course.AsAsync(panelist, screen);
            await page.OpenTaskOfAsync("考官回避声明");
            await page.DecideAsync("无需回避");
        }

        await course.Hall.AdvanceToAsync(Interview);
        await officer.OpenTaskOfAsync("面试组织");
        await officer.ChooseAsync("attendance", "attended", "present");
        await officer.DecideAsync("面试已进行");
        foreach (var (panelist, screen) in panel) await ScoreAsync(await course.AsAsync(panelist, screen), screen);
    }

    private static async Task ScoreAsync(IPage panelist, Screen screen)
    {
        await panelist.OpenTaskOfAsync("面试评分");
        (await panelist.MainAsync()).ShouldNotContain("91", customMessage: "nobody sees the marks of another");
        await panelist.FillRowAsync("scoreSheet", 0, ("knowledge", "91"), ("communication", "91"), ("response", "91"));
        await panelist.FillRowAsync("scoreSheet", 1, ("knowledge", "82"), ("communication", "82"), ("response", "82"));
        await panelist.FillRowAsync("scoreSheet", 2, ("knowledge", "87"), ("communication", "87"), ("response", "87"));
        await panelist.Locator("#fill").ScrollIntoViewIfNeededAsync();
        if (screen is Screen.Phone) await panelist.PictureAsync("selection-score-390");
        await panelist.DecideAsync("提交评分");
    }

    private async Task ApproveAsync()
    {
        var officer = await course.AsAsync("u006");
        await officer.OpenTaskOfAsync("拟定初步名单");
        await officer.FillAsync("[name=opinionOffice]", "督查考核科");
        await officer.FillAsync("[name=opinionPhone]", "0990-000-0108");
        await officer.DecideAsync("报中心主任");

        var director = await course.AsAsync("u004", Screen.Phone);
        await director.OpenTaskOfAsync("审定初步名单");
        var list = await director.MainAsync();
        list.ShouldContain("拟任");
        list.ShouldContain("候补");
        await director.DecideAsync("同意");
        await course.CarryOutAsync();
    }

    /// <summary>PUB-05: the period is over, and the objection freezes her alone.</summary>
    private async Task HoldBackAsync()
    {
        (await course.StandingAsync(selection, "LX0055")).ShouldBe("frozen");
        (await course.StandingAsync(selection, "LX0051")).ShouldBe("cleared");
        (await course.StandingAsync(selection, "LX0053")).ShouldBe("reserve");
        var officer = await course.AsAsync("u006");
        await officer.GotoAsync($"/cases/{selection}");
        (await officer.MainAsync()).ShouldContain("因异议暂缓");
    }

    /// <summary>倪星河 is filed and arrives while she waits; by REST, because the pages are shown for whoever comes last.</summary>
    private async Task GoFirstAsync()
    {
        var filing = await course.ChildAsync(selection, "BA-");
        await (await course.Hall.AsAsync("u018")).DecideAsync(filing, "submit", form: new { reportedOn = "2026-12-04" });
        await (await course.Hall.AsAsync("u003")).DecideAsync(filing, "file", form: new { filingNumber = "临审备〔2026〕6号", filedOn = "2026-12-04" });
        await course.CarryOutAsync();
        var arrival = await course.ChildAsync(selection, "SG-");
        await (await course.Hall.AsAsync("u006")).DecideAsync(arrival, "submit", form: new { education = "本科", school = "省行政学院", phone = "16900000051" });
        await (await course.Hall.AsAsync("u006")).DecideAsync(arrival, "agree");
        await (await course.Hall.AsAsync("u009")).DecideAsync(arrival, "graded", form: new { trainedFrom = "2026-12-04", trainedTo = "2026-12-04", theoryScore = 80, practiceScore = 80, conductScore = 80 });
        await (await course.Hall.AsAsync("u023")).DecideAsync(arrival, "arrived", form: new { arrivedOn = "2026-12-04", badge = "A-051", account = "nixh" });
        await course.CarryOutAsync();
        (await course.CaseAsync(arrival))["status"]!.ToString().ShouldBe("approved", "he does not wait for her");
    }

    /// <summary>The reserve has a publicity of his own; by REST, because the pages have been shown.</summary>
    private async Task<Guid> MoveUpAsync()
    {
        await course.CarryOutAsync();
        (await course.StandingAsync(selection, "LX0055")).ShouldBe("disqualified");
        var second = await course.ChildAsync(selection, "GS-");
        await (await course.Hall.AsAsync("u005")).DecideAsync(second, "agree");
        await (await course.Hall.AsAsync("u026")).DecideAsync(second, "posted", form: new { departmentPostedOn = "2026-12-04", departmentPostedTime = "09:00", departmentLink = "https://u08.linxi.example/2" });
        await (await course.Hall.AsAsync("u007")).DecideAsync(second, "posted", form: new { centrePostedOn = "2026-12-04", centrePostedTime = "09:00", centreLink = "https://linxi.example/2" });
        await course.Hall.AdvanceToAsync(Hall.At(2026, 12, 14));
        await course.CarryOutAsync();
        (await course.StandingAsync(selection, "LX0053")).ShouldBe("cleared");
        return second;
    }

    private async Task FileAsync()
    {
        await course.CarryOutAsync();
        var unit = await course.AsAsync("u018");
        await unit.OpenTaskOfAsync("报送备案", "巩志远");
        await unit.FillAsync("[name=reportedOn]", "2026-12-14");
        await unit.DecideAsync("报送备案");

        var bureau = await course.AsAsync("u003");
        await bureau.OpenTaskOfAsync("备案审核");
        await bureau.PictureAsync("selection-filing-1440");
        var missing = await bureau.RefusedAsync("准予备案");
        missing.ShouldContain("备案号：");
        missing.ShouldContain("备案日期：");
        await bureau.FillAsync("[name=filingNumber]", "临审备〔2026〕7号");
        await bureau.FillAsync("[name=filedOn]", "2026-12-14");
        await bureau.DecideAsync("准予备案");
        await course.CarryOutAsync();
    }

    /// <summary>Registration, a training that has to be taken twice, and the post: the two years begin (TC-7).</summary>
    private async Task<Guid> ArriveAsync()
    {
        var arrival = await course.ChildAsync(selection, "SG-");
        var officer = await course.AsAsync("u006");
        await officer.OpenTaskOfAsync("登记备案表", "巩志远");
        await officer.FillAsync("[name=education]", "本科");
        await officer.FillAsync("[name=school]", "省行政学院");
        await officer.FillAsync("[name=phone]", "16900000053");
        await officer.DecideAsync("提交");
        await officer.OpenTaskOfAsync("核对登记");
        await officer.DecideAsync("核对无误");

        var trainer = await course.AsAsync("u009");
        foreach (var theory in new[] { "55", "75" })
        {
            await trainer.OpenTaskOfAsync("岗前培训");
            foreach (var (field, value) in new[] { ("trainedFrom", "2026-12-14"), ("trainedTo", "2026-12-14"), ("theoryScore", theory), ("practiceScore", "80"), ("conductScore", "80") })
                await trainer.FillAsync($"[name={field}]", value);
            await trainer.DecideAsync("登记成绩");
        }

        var head = await course.AsAsync("u022", Screen.Phone);
        await head.OpenTaskOfAsync("到岗确认");
        await head.FillAsync("[name=arrivedOn]", "2026-12-14");
        await head.FillAsync("[name=badge]", "A-053");
        await head.FillAsync("[name=account]", "gongzy");
        await head.SelectOptionAsync("[name=partner]", "LX0030");
        await head.DecideAsync("确认到岗");
        await course.CarryOutAsync();
        return arrival;
    }
}
