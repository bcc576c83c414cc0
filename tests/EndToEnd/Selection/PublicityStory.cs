using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Selection;

/// <summary>What happens to a list in public: 罗佩芸 (u005) approves the text, 施南乔 (u018) and 邵婉宁 (u007) post it, 段景行 (u008) looks into objections.</summary>
internal sealed class PublicityStory(SelectionCourse course)
{
    /// <summary>Both venues, the department from a phone. A photo or an address is needed.</summary>
    public async Task PostAsync(DateTimeOffset at)
    {
        var deputy = await course.AsAsync("u005", Screen.Phone);
        await deputy.OpenTaskOfAsync("审定公示文");
        (await deputy.MainAsync()).ShouldContain("1994年4月");
        await deputy.DecideAsync("同意公示");

        var unit = await course.AsAsync("u018");
        await unit.OpenTaskOfAsync("部门张贴");
        await FillInAsync(unit, "department", at);
        (await unit.RefusedAsync("确认已张贴")).ShouldContain("照片");
        await unit.SetInputFilesAsync("[name=departmentPhotos]", SelectionPages.Scan);
        await unit.DecideAsync("确认已张贴");
        var publisher = await course.AsAsync("u007");
        await publisher.OpenTaskOfAsync("中心张贴");
        await FillInAsync(publisher, "centre", at);
        await publisher.FillAsync("[name=centreLink]", "https://linxi.example/1");
        await publisher.DecideAsync("确认已张贴");
        await publisher.OpenTaskOfAsync("公示值守");
        await publisher.DecideAsync("确认仍在张贴");
    }

    /// <summary>Somebody at home, without an account: what is missing is said, and what he wrote stays.</summary>
    public async Task<(string Number, string Code)> ObjectAsync(Guid publicity, string person)
    {
        var phone = await course.Desk.NewPageAsync(Screen.Phone);
        await phone.GotoAsync("/notices");
        await phone.ClickAsync($"a[href='/notices/{publicity}']");
        await phone.ArriveAtAsync($"/notices/{publicity}");
        await phone.PictureAsync("notice-390");
        var desk = await course.Desk.NewPageAsync();
        await desk.GotoAsync($"/notices/{publicity}");
        await desk.PictureAsync("notice-1440");

        await phone.SelectOptionAsync("#person", new SelectOptionValue { Label = person });
        await phone.FillAsync("#facts", "2026年11月2日上班时间在外兼职，有照片。");
        await phone.Locator("#object").ScrollIntoViewIfNeededAsync();
        await phone.PictureAsync("objection-390");
        await phone.ClickAsync("#object button.btn--go");
        await phone.WaitForSelectorAsync("#e-name");
        (await phone.InputValueAsync("#facts")).ShouldContain("在外兼职", Case.Sensitive, "nothing typed is lost");
        await phone.FillAsync("#name", "木子");
        await phone.FillAsync("#phone", "0990-7654321");
        await phone.SetInputFilesAsync("#evidence", SelectionPages.Scan);
        await phone.ClickAsync("#object button.btn--go");
        await phone.WaitForSelectorAsync(".receipt");
        await phone.PictureAsync("receipt-390");
        var receipt = await phone.Locator(".receipt code").AllInnerTextsAsync();
        (await FollowAsync(phone, receipt[0], receipt[1])).ShouldContain("正在核查");
        return (receipt[0], receipt[1]);
    }

    /// <summary>Heard, found to be true, approved; who objected reads the answer on his phone.</summary>
    public async Task ConcludeAsync((string Number, string Code) receipt)
    {
        var officer = await course.AsAsync("u008");
        await officer.OpenTaskOfAsync("受理审查");
        await officer.DecideAsync("受理核查");
        await officer.OpenTaskOfAsync("核查");
        await officer.FillAsync("[name=hearing]", "12月1日在三楼会议室听取本人陈述，本人承认。");
        await officer.FillAsync("[name=findings]", "调阅考勤和照片，情况属实。");
        await officer.Locator("label", new() { HasText = "成立，取消资格" }).ClickAsync();
        await officer.FillAsync("[name=answer]", "经核查属实，取消其拟任资格。");
        await officer.PictureAsync("objection-1440");
        await officer.DecideAsync("提交结论");

        var deputy = await course.AsAsync("u005", Screen.Phone);
        await deputy.OpenTaskOfAsync("审定结论");
        await deputy.DecideAsync("同意结论");
        await course.CarryOutAsync();
        var answer = await FollowAsync(await course.Desk.NewPageAsync(Screen.Phone), receipt.Number, receipt.Code);
        answer.ShouldContain("成立，已取消资格");
        answer.ShouldContain("经核查属实，取消其拟任资格。");
    }

    private static async Task FillInAsync(IPage page, string venue, DateTimeOffset at)
    {
        await page.FillAsync($"[name={venue}PostedOn]", $"{at:yyyy-MM-dd}");
        await page.FillAsync($"[name={venue}PostedTime]", $"{at:HH:mm}");
    }

    private static async Task<string> FollowAsync(IPage phone, string number, string code)
    {
        await phone.GotoAsync("/notices/receipt");
        await phone.FillAsync("#number", number);
        await phone.FillAsync("#code", code);
        await phone.ClickAsync("form .btn--go");
        return await phone.Locator("main .note").InnerTextAsync();
    }
}
