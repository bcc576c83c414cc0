using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>段景行 (u008) may read the procedures and change none: he sees everything, by screen and by API.</summary>
[Collection(StudioTests.Name)]
public sealed class When_a_reader_opens_the_designer(StudioHall studio) : StudioTest(studio)
{
    private const string Person = "u008";

    [StudioJourney]
    public async Task He_sees_the_lists_but_can_make_and_change_nothing_there()
    {
        var list = await Studio.OpenAsync(Person, "");

        await Assertions.Expect(list.WithText("td.mud-table-cell", "请假审批流程")).ToBeVisibleAsync();
        await Assertions.Expect(list.GetByRole(AriaRole.Button, new() { Name = "新建流程", Exact = true })).ToBeDisabledAsync();
        await list.CloseAsync();
    }

    [StudioJourney]
    public async Task He_sees_the_chart_and_the_properties_but_nothing_to_change_publish_or_run_them_with()
    {
        var editor = new Editor(await Studio.OpenAsync(Person, "workflows/definitions/leave/edit"));
        var page = editor.Page;
        await Assertions.Expect(page.GetByText("只读", new() { Exact = false }).First).ToBeVisibleAsync();
        await Assertions.Expect(editor.Node("window-head")).ToContainTextAsync("窗口负责人审批");
        foreach (var tool in new[] { "button[title='运行流程']", ".mud-button-group-root button", "[draggable='true']" }) await Assertions.Expect(page.Locator($"{tool}:visible")).ToHaveCountAsync(0);

        await editor.ShowAllAsync();
        await editor.SelectAsync("window-head");
        await Assertions.Expect(page.Field("显示文字").Locator("input")).Not.ToBeEditableAsync();
        await Assertions.Expect(page.Locator(".studio__top")).Not.ToContainTextAsync("检查并发布");
        (await page.GotoAsync("/admin/procedures/leave/publish"))!.Status.ShouldBe(404);
        await page.CloseAsync();
    }

    [StudioJourney]
    public async Task The_API_gives_him_everything_to_read_and_refuses_every_change()
    {
        var page = await Studio.NewPageAsync(Person);
        var leave = await page.DefinitionAsync("leave");
        var version = leave["id"]!.ToString();

        leave["links"]!.AsArray().Select(link => link!["rel"]!.ToString()).ShouldNotContain("publish");
        foreach (var path in new[] { $"workflow-definitions/by-id/{version}", "workflow-definitions", "descriptors/activities", "descriptors/variables", "workflow-definitions/leave/export" })
            (await page.CallAsync("GET", path)).Status.ShouldBe(200, path);

        (string Method, string Path, object Body)[] changes =
        [
            ("POST", "workflow-definitions", new { model = new { definitionId = "leave", name = "x" }, publish = true }),
            ("POST", "workflow-definitions/import", new { definitionId = "leave", name = "x" }),
            ("POST", "workflow-definitions/leave/publish", new { }),
            ("POST", "workflow-definitions/leave/retract", new { }),
            ("POST", "workflow-definitions/leave/revert/1", new { }),
            ("DELETE", "workflow-definitions/leave", new { }),
            ("DELETE", $"workflow-definition-versions/{version}", new { }),
            ("POST", "bulk-actions/publish/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "leave" } }),
            ("POST", "bulk-actions/retract/workflow-definitions/by-definition-ids", new { definitionIds = new[] { "leave" } }),
            ("POST", "bulk-actions/delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { "leave" } }),
            ("POST", "bulk-actions/delete/workflow-definitions/by-id", new { ids = new[] { version } }),
            ("POST", "workflow-definitions/leave/update-references", new { }),
            ("POST", "workflow-definitions/leave/execute", new { versionOptions = "Latest" }),
            ("POST", "workflow-definitions/leave/dispatch", new { versionOptions = "Latest" }),
            ("POST", "tests/activities", new { workflowDefinitionHandle = new { definitionVersionId = version }, activityHandle = new { activityId = "start" } }),
        ];
        foreach (var (method, path, body) in changes)
            (await page.CallAsync(method, path, body)).Status.ShouldBeOneOf([400, 403, 404]);

        var after = await page.DefinitionAsync("leave");
        (after["id"]!.ToString(), after.ToJsonString()).ShouldBe((version, leave.ToJsonString()));
        await page.CloseAsync();
    }
}
