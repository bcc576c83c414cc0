using Microsoft.Playwright;
using StaffFlows.Testing;

namespace StaffFlows.EndToEnd;

/// <summary>A clerk's leave in real browsers: u030 with stand-in u031, window head u022, deputy u020 on the phone, director u004.</summary>
public sealed class Journey_of_a_leave_request
{
    [Journey]
    public async Task Four_days_are_returned_once_and_then_approved_by_the_director()
    {
        await using var desk = await Desk.OpenAsync();
        await OthersApplyAsync(desk.Hall);
        var clerk = await desk.SignInAsync("u030");
        await clerk.FillInLeaveAsync("2026-11-30", "2026-12-03", "LX0031");
        await clerk.ClickAsync("button[name=preview]");
        (await clerk.Locator("main").InnerTextAsync()).ShouldContain("4 个工作日");
        (await clerk.Locator("main").InnerTextAsync()).ShouldContain("中心主任审批");
        await clerk.PictureAsync("start-1440");
        var leave = await clerk.SubmitAsync();

        var standIn = await desk.SignInAsync("u031", Screen.Phone);
        await standIn.OpenTaskAsync();
        await standIn.DecideAsync("接受顶岗");

        var head = await desk.SignInAsync("u022");
        await head.PictureAsync("inbox-1440");
        await head.OpenTaskAsync();
        await head.PictureAsync("task-1440");
        await head.ReturnAsync("3日有培训，请改到2日。");

        await clerk.OpenTaskAsync();
        (await clerk.Locator("main").InnerTextAsync()).ShouldContain("3日有培训");
        await clerk.FillAsync("[name=reason]", "回乡探亲，已调整交接安排。");
        await clerk.DecideAsync("重新提交");

        await standIn.OpenTaskAsync();
        await standIn.DecideAsync("接受顶岗");
        await head.OpenTaskAsync();
        await head.FillAsync("#opinion", "已安排好窗口，同意。");
        await head.DecideAsync("同意");
        var deputy = await desk.SignInAsync("u020", Screen.Phone);
        await deputy.PictureAsync("inbox-390");
        await deputy.OpenTaskAsync();
        await deputy.PictureAsync("task-390");
        await deputy.DecideAsync("同意");
        var director = await desk.SignInAsync("u004");
        await director.OpenTaskAsync();
        await director.DecideAsync("同意");

        await clerk.GotoAsync(leave);
        (await clerk.StampAsync()).ShouldContain("已批准");
        (await clerk.Locator("main").InnerTextAsync()).ShouldContain("已安排好窗口，同意。");
        await clerk.PictureAsync("case-1440");
    }

    [Journey]
    public async Task Two_days_are_approved_by_the_unit_alone()
    {
        await using var desk = await Desk.OpenAsync();
        var clerk = await desk.SignInAsync("u030", Screen.Phone);
        await clerk.FillInLeaveAsync("2026-11-30", "2026-12-01", "LX0031");
        await clerk.PictureAsync("start-390");
        var leave = await clerk.SubmitAsync();
        foreach (var (person, button) in new[] { ("u031", "接受顶岗"), ("u022", "同意"), ("u013", "同意") })
        {
            var page = await desk.SignInAsync(person);
            await page.OpenTaskAsync();
            await page.DecideAsync(button);
        }

        await clerk.GotoAsync(leave);
        (await clerk.StampAsync()).ShouldContain("已批准");
        await clerk.PictureAsync("case-390");
    }

    [Journey]
    public async Task A_refused_stand_in_is_replaced_by_the_applicant()
    {
        await using var desk = await Desk.OpenAsync();
        var clerk = await desk.SignInAsync("u030");
        await clerk.FillInLeaveAsync("2026-11-30", "2026-12-01", "LX0031");
        await clerk.SubmitAsync();
        var first = await desk.SignInAsync("u031");
        await first.OpenTaskAsync();
        await first.GotoAsync($"{new Uri(first.Url).AbsolutePath}?do=refuse");
        await first.FillAsync("main [name=opinion]", "当周已有培训安排。");
        await first.Locator("main form .btn--bad, main form .btn--go").First.ClickAsync();
        await first.ArriveAtAsync("/inbox");

        await clerk.OpenTaskAsync();
        await clerk.SelectOptionAsync("[name=standIn]", "LX0032");
        await clerk.Locator("main button.btn--go[name=outcome]").ClickAsync();

        var second = await desk.SignInAsync("u032");
        await second.OpenTaskAsync();
        (await second.Locator("h1").InnerTextAsync()).ShouldContain("钱溪亭");
    }

    [Journey]
    public async Task Everything_works_with_JavaScript_switched_off()
    {
        await using var desk = await Desk.OpenAsync();
        var clerk = await desk.SignInAsync("u030", javaScript: false);
        await clerk.FillInLeaveAsync("2026-11-28", "2026-11-29", "LX0031");
        await clerk.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        (await clerk.Locator(".errors").InnerTextAsync()).ShouldContain("工作日");
        (await clerk.InputValueAsync("[name=reason]")).ShouldBe("回乡探亲，往返须数日。", "nothing typed is lost");

        await clerk.FillAsync("[name=from]", "2026-11-30");
        await clerk.FillAsync("[name=to]", "2026-12-01");
        var leave = await clerk.SubmitAsync();
        var standIn = await desk.SignInAsync("u031", Screen.Phone, javaScript: false);
        await standIn.OpenTaskAsync();
        await standIn.DecideAsync("接受顶岗");

        await clerk.GotoAsync(leave);
        (await clerk.Locator(".track .done").CountAsync()).ShouldBe(2);
    }

    /// <summary>The window head's day has more than one leave in it.</summary>
    private static async Task OthersApplyAsync(Hall hall)
    {
        foreach (var (applicant, standIn, day) in new[] { ("u032", "u031", "2026-12-07"), ("u031", "u032", "2026-12-14") })
        {
            var leave = await (await hall.AsAsync(applicant)).ApplyForLeaveAsync(day, day, $"LX0{standIn[1..]}");
            await (await hall.AsAsync(standIn)).DecideAsync(leave, "accept");
        }
    }
}
