using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The Studio's package is English; what a person meets of it is in his language, and what people wrote stays as they wrote it.</summary>
[Collection(StudioTests.Name)]
public sealed class The_Studio_speaks_Chinese(StudioHall studio) : StudioTest(studio)
{
    [StudioJourney]
    public async Task No_label_of_the_list_of_procedures_is_English()
    {
        var walk = await Walk.BeginAsync(Studio);
        var page = walk.Page;

        await walk.OpenAsync("");
        await walk.LookAsync("list");
        await walk.MenuAsync(page.GetByText("批量操作", new() { Exact = true }), "bulk actions");
        await walk.MenuAsync(page.Locator(".mud-button-group-root button").Last, "new procedure");
        await walk.MenuAsync(page.Locator("td button").Last, "row");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建流程", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Field("名称").Locator("input")).ToHaveValueAsync(Patterns.Expression("^流程 "));
        await walk.DialogAsync("create");
        await page.SetViewportSizeAsync(390, 844);
        await walk.LookAsync("list on a phone");
        await walk.EndAsync();
    }

    [StudioJourney]
    public async Task No_label_of_the_editor_is_English()
    {
        var walk = await Walk.BeginAsync(Studio);
        var page = walk.Page;
        var editor = new Editor(page);

        await walk.OpenAsync("workflows/definitions/leave/edit");
        await walk.LookAsync("editor");
        await walk.TabsAsync("procedure", "变量", "输入/输出", "历史版本", "属性");
        await walk.MenuAsync(page.Locator(".mud-button-group-root .mud-menu button").First, "publish menu");
        await editor.ShowAllAsync();
        foreach (var step in new[] { "window-head", "needs-director" })
        {
            await editor.SelectAsync(step);
            await walk.TabsAsync(step, "输入", "输出", "通用", "测试", "日志", "信息");
        }

        await walk.EndAsync();
    }

    [StudioJourney]
    public async Task No_label_of_the_runs_and_the_viewer_is_English()
    {
        var walk = await Walk.BeginAsync(Studio);
        await RunsAsync(walk, "2026-12-29", "one-zh");
        await walk.EndAsync();
    }

    [StudioJourney]
    public async Task Switched_to_English_nothing_of_ours_is_Chinese()
    {
        var walk = await Walk.BeginAsync(Studio, inEnglish: true);
        var page = walk.Page;

        await walk.OpenAsync("");
        await walk.LookAsync("list");
        await walk.OpenAsync("workflows/definitions/leave/edit");
        var editor = new Editor(page);
        await editor.ShouldCallPortsAsync("window-head", "Agree", "Reject", "Return for change");
        await page.WithText(".mud-expand-panel-header", "Personnel").ClickAsync();
        await Assertions.Expect(page.WithText("[draggable='true']:visible", "User task")).ToBeVisibleAsync();
        await walk.LookAsync("editor");
        await walk.TabsAsync("procedure", "Variables", "Input/Output", "Version history", "Properties");
        await RunsAsync(walk, "2026-12-28", "one-en");
        await walk.EndAsync();
    }

    [StudioJourney]
    public async Task What_people_called_Save_or_Delete_stays_as_they_called_it()
    {
        var door = await Studio.NewPageAsync(Walk.Person);
        var written = await door.CallAsync("POST", "workflow-definitions", new { model = Hostile(), publish = false });
        written.Status.ShouldBe(200, written.Body?.ToJsonString());
        await door.CloseAsync();

        var editor = new Editor(await Studio.OpenAsync(Walk.Person, "workflows/definitions/settings/edit"));
        var page = editor.Page;
        await Assertions.Expect(editor.Title("one")).ToHaveTextAsync("Delete");
        await Assertions.Expect(editor.Title("two")).ToHaveTextAsync("Save");
        await editor.ShouldCallPortsAsync("one", "Published", "Cancel");
        await Assertions.Expect(page.Tab("Settings")).ToBeVisibleAsync();
        await page.ShowTabAsync("变量");
        await Assertions.Expect(page.WithText("td", "Name")).ToBeVisibleAsync();
        await editor.SelectAsync("one");
        await editor.FillInAsync("说明", "改过");

        var saved = (await page.DefinitionAsync("settings")).ToJsonString();
        foreach (var word in new[] { "\"Delete\"", "\"Save\"", "\"Name\"", "\"Settings\"" }) saved.ShouldContain(word);
        await page.CloseAsync();
    }

    private const string IsCut = "[...document.querySelectorAll('.mud-simple-table .mud-table-container')].some(panel => panel.checkVisibility() && panel.scrollWidth > panel.clientWidth + 1)";

    /// <summary>The list of runs, a leave that waits, and a test run with an incident, with all that the viewer tells of them.</summary>
    private async Task RunsAsync(Walk walk, string day, string failing)
    {
        var page = walk.Page;
        var leave = await (await (await Studio.HallAsync()).AsAsync("u030")).ApplyForLeaveAsync(day, day, "LX0031");
        var broken = await RunOf.ADefinitionThatFailsAsync(page, failing, failing);
        await walk.KnowAsync("POST", "workflow-instances", new { pageSize = 100 });
        await walk.KnowAsync("GET", $"workflow-definitions/by-definition-id/{failing}?versionOptions=Latest");
        await walk.OpenAsync("workflows/instances");
        await walk.LookAsync("runs");
        await walk.MenuAsync(page.GetByText(walk.Say("批量操作", "Bulk actions"), new() { Exact = true }), "bulk actions");
        await walk.MenuAsync(page.Locator("td button").Last, "row");

        foreach (var (run, step) in new[] { (await Viewer.InstanceOfAsync(page, leave), "请假核算"), (broken, "算一算") })
        {
            foreach (var part in new[] { "", "/variables" }) await walk.KnowAsync("GET", $"workflow-instances/{run}{part}");
            await walk.KnowAsync("POST", $"workflow-instances/{run}/journal?skip=0&take=100", new { filter = new { } });
            await walk.OpenAsync($"workflows/instances/{run}/view");
            await page.Locator(".mud-timeline-item").Filter(new() { HasText = step }).Last.ClickAsync();
            await Assertions.Expect(page.Tab(walk.Say("执行记录", "Executions"))).ToBeVisibleAsync();
            await walk.LookAsync("viewer");
            await walk.TabsAsync("run", walk.Say("异常", "Incidents"), walk.Say("变量", "Variables"), walk.Say("输入/输出", "Input/output"), walk.Say("详情", "Details"));
            (await page.EvaluateAsync<bool>(IsCut)).ShouldBeFalse("long values break, at 1440 beside the panel of a test run too");
            await walk.TabsAsync($"step of the run, {step}", walk.Say("环节", "Activity"), walk.Say("执行记录", "Executions"));
            await page.Locator(".mud-table-body tr:visible").Filter(new() { HasText = "2026" }).Last.ClickAsync();
            await Assertions.Expect(page.Locator(".mud-drawer--open, .mud-dialog").Last).ToBeVisibleAsync();
            await walk.LookAsync($"execution of {step}");
        }

        (await page.CallAsync("DELETE", $"workflow-definitions/{failing}")).Status.ShouldBe(204);
    }

    /// <summary>Everything in it is called as something of the Studio's is.</summary>
    private static JsonObject Hostile()
    {
        JsonObject Step(string id, string name, int x) => new()
        {
            ["id"] = id, ["nodeId"] = $"Workflow1:Flowchart1:{id}", ["name"] = name, ["type"] = "StaffFlows.UserTask", ["version"] = 1,
            ["outcomes"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = """["Published","Cancel"]""" } },
            ["metadata"] = new JsonObject
            {
                ["displayText"] = name,
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = x, ["y"] = 40 }, ["size"] = new JsonObject { ["width"] = 200, ["height"] = 60 } },
            },
        };

        var definition = RunOf.Definition("settings", "Settings", Step("one", "Delete", 40), Step("two", "Save", 400));
        definition["description"] = "Running";
        definition["variables"]!.AsArray().Add(new JsonObject { ["id"] = "v1", ["name"] = "Name", ["typeName"] = "String", ["isArray"] = false, ["value"] = null, ["storageDriverTypeName"] = null });
        return definition;
    }
}
