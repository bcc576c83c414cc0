using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>祁思远 (u006) imports a file of another server, three of whose four activities this one has never heard of.</summary>
[Collection(StudioTests.Name)]
public sealed class When_a_definition_comes_from_a_stock_Elsa(StudioHall studio) : StudioTest(studio)
{
    [StudioJourney]
    public async Task It_opens_shows_what_is_unknown_is_not_published_and_leaves_as_it_came()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "stock-elsa.json");
        var came = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        var page = await Studio.OpenAsync("u006", "");
        await page.Locator(".mud-button-group-root button").Last.ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.WithText(".mud-popover-open .mud-menu-item", "导入").ClickAsync());
        await page.RunAndWaitForResponseAsync(() => chooser.SetFilesAsync(file), answer => answer.Url.EndsWith("/workflow-definitions/import", StringComparison.Ordinal));
        var row = page.WithText("td.mud-table-cell", "Order intake");
        await Assertions.Expect(row).ToBeVisibleAsync();
        await row.ClickAsync();
        await page.ArriveAtAsync("/edit$");
        await page.StudioStartedAsync();

        var editor = new Editor(page);
        foreach (var unknown in new[] { "http1", "mail1", "book1" }) await Assertions.Expect(editor.Node(unknown)).ToContainTextAsync("未知环节");
        await Assertions.Expect(editor.Title("dec1")).ToHaveTextAsync("Large?");
        await Assertions.Expect(editor.Edges).ToHaveCountAsync(3);
        await editor.SelectAsync("book1");
        await page.ShowTabAsync("输入");
        await Assertions.Expect(page.Field("原来的类型").Locator("input")).ToHaveValueAsync("Acme.BookStock v2");
        await page.PictureAsync("studio-unknown-1440");
        await editor.ShouldBeRefusedAsync("“HttpEndpoint1”的活动类型 Elsa.HttpEndpoint", "“SendEmail1”的活动类型 Elsa.SendEmail", "“BookStock1”的活动类型 Acme.BookStock");
        Sorted(await ExportedAsync(page, came)).ShouldBe(Sorted(came["root"]));

        await editor.SelectAsync("dec1");
        await editor.FillInAsync("显示文字", "大单？");
        var changed = await ExportedAsync(page, came);
        var activities = changed["activities"]!.AsArray().ToDictionary(activity => activity!["id"]!.ToString(), activity => activity!);
        foreach (var activity in came["root"]!["activities"]!.AsArray()) activities[$"{activity!["id"]}"]["type"]!.ToString().ShouldBe($"{activity["type"]}", "also where the Studio has saved");
        activities["dec1"]["metadata"]!["displayText"]!.ToString().ShouldBe("大单？");
        Sorted(activities["book1"]["somethingNew"]).ShouldBe("""{"nested":[1,2,{"deep":null}]}""");
        changed.ToJsonString().ShouldNotContain("staffFlows", Case.Insensitive);
        (await page.CallAsync("DELETE", $"workflow-definitions/{came["definitionId"]}")).Status.ShouldBe(204);
        await page.CloseAsync();
    }

    /// <summary>The chart; what stands round it the Studio has read in and written anew before it gave it to the host.</summary>
    private static async Task<JsonNode> ExportedAsync(IPage page, JsonObject came) =>
        (await page.CallAsync("GET", $"workflow-definitions/{came["definitionId"]}/export")).Body!["root"]!;

    private static string Sorted(JsonNode? json) => Ordered(json)!.ToJsonString();

    private static JsonNode? Ordered(JsonNode? json) => json switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Ordered(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => json?.DeepClone(),
    };
}
