using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The Studio's package is English; what a person meets of it is in his language, and what people wrote stays as they wrote it.</summary>
[Collection(StudioTests.Name)]
public sealed class The_Studio_speaks_Chinese(StudioHall studio) : StudioTest(studio)
{
    private const string Person = "u006";

    [StudioJourney]
    public async Task No_label_of_the_list_of_procedures_is_English()
    {
        var page = await Studio.OpenAsync(Person, "");
        var labels = await LabelsAsync(page);

        await labels.LookAsync(page, "list");
        await MenuAsync(page, page.GetByText("批量操作", new() { Exact = true }), labels, "bulk actions");
        await MenuAsync(page, page.Locator(".mud-button-group-root button").Last, labels, "new procedure");
        await MenuAsync(page, page.Locator("td button").Last, labels, "row");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建流程", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Field("名称").Locator("input")).ToHaveValueAsync(StudioPages.Expression("^流程 "));
        await labels.LookAsync(page, "create dialog");
        await page.Keyboard.PressAsync("Escape");
        await page.SetViewportSizeAsync(390, 844);
        await labels.LookAsync(page, "list on a phone");

        labels.Findings.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [StudioJourney]
    public async Task No_label_of_the_editor_is_English()
    {
        var editor = new Editor(await Studio.OpenAsync(Person, "workflows/definitions/leave/edit"));
        var page = editor.Page;
        var labels = await LabelsAsync(page);

        await labels.LookAsync(page, "editor");
        await TabsAsync(page, labels, "procedure", "变量", "输入/输出", "历史版本", "属性");
        await MenuAsync(page, page.Locator(".mud-button-group-root .mud-menu button").First, labels, "publish menu");
        await page.ShowTabAsync("变量");
        await page.WithText("button:visible", "添加变量").ClickAsync();
        await page.Locator(".mud-dialog").WaitForAsync();
        await labels.LookAsync(page, "variable dialog");
        await page.WithText(".mud-dialog button", "取消").ClickAsync();
        await editor.ShowAllAsync();
        foreach (var step in new[] { "window-head", "needs-director" })
        {
            await editor.SelectAsync(step);
            await TabsAsync(page, labels, step, "输入", "输出", "通用", "测试");
        }

        labels.Findings.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [StudioJourney]
    public async Task No_label_of_the_runs_and_the_viewer_is_English()
    {
        var hall = await Studio.HallAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-12-29", "2026-12-29", "LX0031");
        var list = await Studio.OpenAsync(Person, "workflows/instances");
        var labels = await LabelsAsync(list);
        labels.Know((await list.CallAsync("POST", "workflow-instances", new { pageSize = 100 })).Body);
        await labels.LookAsync(list, "runs");
        await MenuAsync(list, list.GetByText("批量操作", new() { Exact = true }), labels, "bulk actions");
        await MenuAsync(list, list.Locator("td button").Last, labels, "row");
        await list.CloseAsync();

        var viewer = await Viewer.OpenAsync(Studio, Person, leave);
        var page = viewer.Page;
        foreach (var path in new[] { $"workflow-instances/{viewer.InstanceId}", $"workflow-instances/{viewer.InstanceId}/variables" }) labels.Know((await page.CallAsync("GET", path)).Body);
        labels.Know((await page.CallAsync("POST", $"workflow-instances/{viewer.InstanceId}/journal?skip=0&take=100", new { filter = new { } })).Body);
        await labels.LookAsync(page, "viewer");
        await TabsAsync(page, labels, "run", "异常", "变量", "详情");
        await page.Locator(".mud-timeline-item").Filter(new() { HasText = "请假核算" }).Last.ClickAsync();
        await Assertions.Expect(page.Tab("执行记录")).ToBeVisibleAsync();
        await TabsAsync(page, labels, "step of the run", "环节", "执行记录");

        labels.Findings.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [StudioJourney]
    public async Task Switched_to_English_nothing_of_ours_is_Chinese()
    {
        var page = await (await Studio.DeskAsync()).SignInAsync(Person);
        await page.EvaluateAsync("document.querySelector('form[action=\"/account/language\"]').requestSubmit()");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", StudioPages.Expression("^en"));
        var labels = new Labels(onEnglish: true);
        labels.Know((await page.CallAsync("GET", "workflow-definitions?versionOptions=AllVersions&pageSize=100")).Body);
        labels.Know(await page.DefinitionAsync("leave"));
        labels.Know((await page.CallAsync("POST", "workflow-instances", new { pageSize = 100 })).Body);

        await page.GotoAsync("/studio/");
        await page.StudioStartedAsync();
        labels.Know(await page.Locator(".studio__me b").InnerTextAsync());
        await labels.LookAsync(page, "list");
        await page.GotoAsync("/studio/workflows/definitions/leave/edit");
        await page.StudioStartedAsync();
        var editor = new Editor(page);
        await editor.ShouldCallPortsAsync("window-head", "Agree", "Reject", "Return for change");
        await page.WithText(".mud-expand-panel-header", "Personnel").ClickAsync();
        await Assertions.Expect(page.WithText("[draggable='true']:visible", "User task")).ToBeVisibleAsync();
        await labels.LookAsync(page, "editor");
        await page.GotoAsync("/studio/workflows/instances");
        await page.StudioStartedAsync();
        await labels.LookAsync(page, "runs");

        labels.Findings.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [StudioJourney]
    public async Task What_people_called_Save_or_Delete_stays_as_they_called_it()
    {
        var door = await Studio.NewPageAsync(Person);
        var written = await door.CallAsync("POST", "workflow-definitions", new { model = Hostile(), publish = false });
        written.Status.ShouldBe(200, written.Body?.ToJsonString());
        await door.CloseAsync();

        var editor = new Editor(await Studio.OpenAsync(Person, "workflows/definitions/settings/edit"));
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

    private static async Task<Labels> LabelsAsync(IPage page)
    {
        var labels = new Labels();
        labels.Know((await page.CallAsync("GET", "workflow-definitions?versionOptions=AllVersions&pageSize=100")).Body);
        labels.Know(await page.DefinitionAsync("leave"));
        foreach (var activity in (await page.CallAsync("GET", "descriptors/activities")).Body!["items"]!.AsArray())
        {
            labels.Know(activity!["typeName"]);
            foreach (var input in activity["inputs"]!.AsArray()) labels.Know(input!["description"]);
        }

        return labels;
    }

    private static async Task TabsAsync(IPage page, Labels labels, string where, params string[] names)
    {
        foreach (var name in names)
        {
            await page.ShowTabAsync(name);
            await Assertions.Expect(page.Tab(name)).ToContainClassAsync("mud-tab-active");
            await labels.LookAsync(page, $"{where}, {name}");
        }
    }

    private static async Task MenuAsync(IPage page, ILocator opener, Labels labels, string where)
    {
        await opener.ClickAsync();
        await page.Locator(".mud-popover-open").First.WaitForAsync();
        await labels.LookAsync(page, where);
        await page.WaitForFunctionAsync(IsClosed, null, new() { PollingInterval = 300 });
    }

    /// <summary>A menu closes by a click beside it; one that comes while the list is drawn anew gets lost.</summary>
    private const string IsClosed = """
        () => {
          document.querySelectorAll('.mud-overlay').forEach(overlay => overlay.click());
          return !document.querySelector('.mud-popover-open');
        }
        """;

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

        return new()
        {
            ["definitionId"] = "settings", ["name"] = "Settings", ["description"] = "Running",
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Name", ["typeName"] = "String", ["isArray"] = false, ["value"] = null, ["storageDriverTypeName"] = null }),
            ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(), ["customProperties"] = new JsonObject(), ["options"] = new JsonObject(),
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1", ["nodeId"] = "Workflow1:Flowchart1", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(), ["variables"] = new JsonArray(),
                ["activities"] = new JsonArray(Step("one", "Delete", 40), Step("two", "Save", 400)), ["connections"] = new JsonArray(),
            },
        };
    }
}
