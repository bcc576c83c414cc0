using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The dialogs, menus and refusals of lists, editor and runs are in the person's language, and what is refused is told.</summary>
[Collection(StudioTests.Name)]
public sealed class When_something_is_asked_or_refused(StudioHall studio) : StudioTest(studio)
{
    [StudioJourney]
    public Task No_dialog_of_the_procedures_is_English_to_a_Chinese_reader() => ProceduresAsync(inEnglish: false);

    [StudioJourney]
    public Task No_dialog_of_the_procedures_is_Chinese_to_an_English_reader() => ProceduresAsync(inEnglish: true);

    [StudioJourney]
    public Task No_dialog_of_the_editor_is_English_to_a_Chinese_reader() => EditorAsync(inEnglish: false);

    [StudioJourney]
    public Task No_dialog_of_the_editor_is_Chinese_to_an_English_reader() => EditorAsync(inEnglish: true);

    [StudioJourney]
    public Task No_dialog_of_the_runs_is_English_to_a_Chinese_reader() => RunsAsync(inEnglish: false);

    [StudioJourney]
    public Task No_dialog_of_the_runs_is_Chinese_to_an_English_reader() => RunsAsync(inEnglish: true);

    private async Task ProceduresAsync(bool inEnglish)
    {
        var (walk, id) = await BeginAsync(inEnglish);
        var page = walk.Page;
        await walk.OpenAsync("?page=1&pageSize=50");
        var row = page.Locator("tbody tr").Filter(new() { HasText = Name(inEnglish) });
        var more = row.Locator("td button").Last;

        foreach (var (chinese, english) in new[] { ("删除", "Delete"), ("终止实例", "Cancel"), ("导出", "Export") }) await walk.DialogAsync(more, walk.Say(chinese, english));
        await walk.ChooseAsync(more, walk.Say("复制副本", "Duplicate"));
        await Assertions.Expect(page.Locator(".mud-dialog input").First).ToHaveValueAsync($"{Name(inEnglish)} - {walk.Say("复制自", "Duplicate of")} {id}");
        await walk.DialogAsync("duplicate");
        await walk.ChooseAsync(more, walk.Say("发布", "Publish"));
        await ShouldBeToldAsync(walk, walk.Say("流程图“Flowchart1”中没有任何活动。", "The flowchart “Flowchart1” has no activities."));

        await row.Locator("input[type=checkbox]").CheckAsync(new() { Force = true });
        var bulk = page.GetByText(walk.Say("批量操作", "Bulk actions"), new() { Exact = true });
        foreach (var (chinese, english) in new[] { ("删除", "Delete"), ("取消发布", "Unpublish"), ("导出", "Export"), ("发布", "Publish") }) await walk.DialogAsync(bulk, walk.Say(chinese, english));
        await walk.ChooseAsync(bulk, walk.Say("发布", "Publish"));
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await ShouldBeToldAsync(walk, $"{Name(inEnglish)}{walk.Say("没有发布：", " was not published: ")}");

        await page.StudioStartedAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => walk.ChooseAsync(page.Locator(".mud-button-group-root button").Last, walk.Say("导入", "Import")));
        await chooser.SetFilesAsync(new FilePayload { Name = "notes.json", MimeType = "application/json", Buffer = "notes"u8.ToArray() });
        await Assertions.Expect(page.Locator(".mud-snackbar").Last).ToBeVisibleAsync();
        await walk.LookAsync("import of what is no procedure");
        await EndAsync(walk, id);
    }

    private async Task EditorAsync(bool inEnglish)
    {
        var (walk, id) = await BeginAsync(inEnglish);
        var page = walk.Page;
        await walk.OpenAsync($"workflows/definitions/{id}/edit");
        var menu = page.Locator(".mud-button-group-root .mud-menu button").First;

        await page.Locator(".mud-button-group-root button").First.ClickAsync();
        await Assertions.Expect(page.Locator(".mud-snackbar").First).ToContainTextAsync("Flowchart1");
        await walk.LookAsync("publishing with errors");
        await Assertions.Expect(page.Locator(".studio__refused")).ToBeHiddenAsync();
        foreach (var (chinese, english) in new[] { ("另存为", "Save As"), ("导出", "Export") }) await walk.DialogAsync(menu, walk.Say(chinese, english));

        await page.ShowTabAsync(walk.Say("变量", "Variables"));
        await page.WithText("button:visible", walk.Say("添加变量", "Add variable")).ClickAsync();
        await walk.DialogAsync("variable");
        await page.ShowTabAsync(walk.Say("输入/输出", "Input/Output"));
        foreach (var (chinese, english) in new[] { ("添加输入参数", "Add input"), ("添加输出参数", "Add output") })
        {
            await page.WithText("button:visible", walk.Say(chinese, english)).ClickAsync();
            await page.Locator(".mud-dialog input").First.FillAsync("");
            await page.Keyboard.PressAsync("Tab");
            await walk.DialogAsync(english, withLists: true);
        }

        await page.ShowTabAsync(walk.Say("历史版本", "Version history"));
        await Assertions.Expect(page.Locator(".mud-tabs-panels tr").Filter(new() { HasText = "2026" })).ToContainTextAsync("9:00");
        await walk.MenuAsync(page.Locator(".mud-tabs-panels td button:visible").Last, "version");
        await EndAsync(walk, id);
    }

    private async Task RunsAsync(bool inEnglish)
    {
        var (walk, id) = await BeginAsync(inEnglish);
        var page = walk.Page;
        var run = (await page.CallAsync("POST", "workflow-definitions/leave/execute", new { versionOptions = "Latest" })).Body!["workflowState"]!["id"]!.ToString();
        await walk.KnowAsync("POST", "workflow-instances", new { pageSize = 100 });
        await walk.OpenAsync("workflows/instances?page=1&pageSize=50");

        var row = page.Locator("tbody tr").Filter(new() { HasText = run });
        var more = row.Locator("td button").Last;
        foreach (var (chinese, english) in new[] { ("终止实例", "Cancel"), ("删除", "Delete") }) await walk.DialogAsync(more, walk.Say(chinese, english));
        await walk.MenuAsync(page.GetByText(walk.Say("操作", "Actions"), new() { Exact = true }), "actions");
        await row.Locator("input[type=checkbox]").CheckAsync(new() { Force = true });
        var bulk = page.GetByText(walk.Say("批量操作", "Bulk actions"), new() { Exact = true });
        foreach (var (chinese, english) in new[] { ("终止实例", "Cancel"), ("删除", "Delete") }) await walk.DialogAsync(bulk, walk.Say(chinese, english));
        await page.GetByText(walk.Say("日期筛选", "Date Filters"), new() { Exact = true }).ClickAsync();
        await page.WithText(".mud-popover-open button", walk.Say("添加", "Add")).ClickAsync();
        await Assertions.Expect(page.Locator(".mud-popover-open .mud-select")).Not.ToHaveCountAsync(0);
        await walk.LookAsync("date filter");
        await EndAsync(walk, id);
    }

    /// <summary>With a draft that has nothing in it, which can't be published.</summary>
    private async Task<(Walk Walk, string Id)> BeginAsync(bool inEnglish)
    {
        var walk = await Walk.BeginAsync(Studio, inEnglish);
        var id = inEnglish ? "askedinenglish" : "askedinchinese";
        await walk.KnowAsync("POST", "workflow-definitions", new { model = RunOf.Definition(id, Name(inEnglish)), publish = false });
        return (walk, id);
    }

    private static async Task EndAsync(Walk walk, string id)
    {
        await walk.Page.CallAsync("DELETE", $"workflow-definitions/{id}");
        await walk.EndAsync();
    }

    private static async Task ShouldBeToldAsync(Walk walk, string sentence)
    {
        var told = walk.Page.Locator(".studio__refused");
        await Assertions.Expect(told).ToContainTextAsync(sentence);
        await walk.LookAsync("refusal");
        await Assertions.Expect(walk.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await told.Locator("button").ClickAsync();
        await Assertions.Expect(told).ToBeHiddenAsync();
        await Assertions.Expect(walk.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    private static string Name(bool inEnglish) => inEnglish ? "空流程乙" : "空流程甲";
}
