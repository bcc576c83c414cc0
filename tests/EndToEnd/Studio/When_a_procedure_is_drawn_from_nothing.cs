using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>祁思远 (u006) draws 用章申请 on an empty chart: 审批任务 with two outcomes, a decision on a variable in JavaScript, two ends.</summary>
[Collection(StudioTests.Name)]
public sealed class When_a_procedure_is_drawn_from_nothing(StudioHall studio) : StudioTest(studio)
{
    private const string Owner = "u006";

    [StudioJourney]
    public async Task It_is_published_started_decided_and_finished()
    {
        var editor = new Editor(await CreateAsync("用章申请"));
        var page = editor.Page;
        var id = page.Url.Split('/')[^2];
        await editor.AddVariableAsync("limit", "整数", "3");
        var approve = await editor.DropAsync("人事流程", "审批任务", beside: null, x: 30, y: 60);
        await editor.FillInAsync("显示文字", "窗口负责人审核");
        await page.ShowTabAsync("输入");
        await editor.FillInAsync("步骤名称", "窗口负责人审核");
        await editor.GiveAsync("办理人", "role:WindowHead@window", "所在窗口及其主管单位的窗口负责人");
        var decision = await editor.DropAsync("分支", "判断", beside: approve, x: 290, y: 0);
        await editor.FillInAsync("显示文字", "超过两份？");
        await editor.ScriptAsync("条件", "variables.limit > 2");
        var done = await editor.DropAsync("流程图", "结束", beside: decision, x: 230, y: -40);
        var refused = await editor.DropAsync("人事流程", "结束事项", beside: decision, x: 230, y: 80);
        await editor.FillInAsync("显示文字", "登记未批准");
        await editor.ConnectAsync(approve, "agree", decision);
        await editor.ConnectAsync(approve, "reject", refused);
        await editor.ConnectAsync(decision, "True", done);
        await editor.ConnectAsync(decision, "False", refused);
        await SetUpAsync(page, id);

        await page.GotoAsync($"/studio/workflows/definitions/{id}/edit");
        await page.StudioStartedAsync();
        await Assertions.Expect(editor.Edges).ToHaveCountAsync(4);
        await page.PictureAsync("studio-create-1440");
        await editor.PublishAsync();
        var drawn = await editor.StoredAsync();
        await page.CloseAsync();

        var hall = await Studio.HallAsync();
        var clerk = await hall.AsAsync("u030");
        var request = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章" } }))["id"]!.GetValue<Guid>();
        var other = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "介绍信" } }))["id"]!.GetValue<Guid>();
        await (await hall.AsAsync("u022")).DecideAsync(request, "agree");
        await (await hall.AsAsync("u022")).DecideAsync(other, "reject", "用途不明");
        (await clerk.CaseAsync(request))["status"]!.ToString().ShouldBe("approved", drawn);
        (await clerk.CaseAsync(other))["status"]!.ToString().ShouldBe("rejected");

        var viewer = await Viewer.OpenAsync(Studio, Owner, request);
        foreach (var step in new[] { approve, decision, done }) await viewer.ShouldHaveRunAsync(step);
        await viewer.ShouldNotHaveRunAsync(refused);
        await viewer.Page.CloseAsync();
    }

    /// <summary>By the dialog of the list.</summary>
    private async Task<IPage> CreateAsync(string name)
    {
        var page = await Studio.OpenAsync(Owner, "");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建流程", Exact = true }).ClickAsync();
        var field = page.Field("名称").Locator("input");
        await Assertions.Expect(field).ToHaveValueAsync(Patterns.Expression("^流程 "));
        await field.FillAsync(name);
        await field.PressAsync("Tab");
        await page.WithText(".mud-dialog button", "确定").ClickAsync();
        await page.ArriveAtAsync("/edit$");
        await page.StudioStartedAsync();
        return page;
    }

    /// <summary>How it is called and who may start it is said on a page of ours.</summary>
    private static async Task SetUpAsync(IPage page, string id)
    {
        await page.GotoAsync($"/admin/procedures/{id}");
        foreach (var (name, value) in new[]
        {
            ("key", "seal-use"), ("order", "50"), ("nameZh", "用章"), ("category", "综合事务"), ("numberPattern", "YZ-{year}-{0:0000}"), ("titlePattern", "{subject} · {applicant}"),
        })
            await page.FillAsync($"main [name={name}]", value);
        await page.SelectOptionAsync("main [name=form]", "general");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = false }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".flash")).ToBeVisibleAsync();
    }
}
