using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The Studio's package is English; what a person meets of it is in his language, and what people wrote stays as they wrote it.</summary>
[Collection(StudioTests.Name)]
public sealed class The_Studio_speaks_Chinese(StudioHall studio)
{
    private const string Person = "u006";

    [StudioJourney]
    public async Task No_label_of_the_list_of_procedures_is_English()
    {
        var page = await studio.OpenAsync(Person, "");
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
    public async Task What_people_called_Save_or_Delete_stays_as_they_called_it()
    {
        var door = await studio.NewPageAsync(Person);
        var written = await door.CallAsync("POST", "workflow-definitions", new { model = Hostile(), publish = false });
        written.Status.ShouldBe(200, written.Body?.ToJsonString());
        await door.CloseAsync();

        var editor = new Editor(await studio.OpenAsync(Person, "workflows/definitions/settings/edit"));
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
        return labels;
    }

    private static async Task MenuAsync(IPage page, ILocator opener, Labels labels, string where)
    {
        await opener.ClickAsync();
        await page.Locator(".mud-popover-open").First.WaitForAsync();
        await labels.LookAsync(page, where);
        await page.Keyboard.PressAsync("Escape");
        if (await page.Locator(".mud-overlay").CountAsync() > 0) await page.Locator(".mud-overlay").First.ClickAsync(new() { Force = true });
        await Assertions.Expect(page.Locator(".mud-popover-open")).ToHaveCountAsync(0);
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
