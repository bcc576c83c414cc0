using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>A walk of 祁思远 (u006) through the Studio in one of its two languages, with an eye for whatever is in the other.</summary>
internal sealed class Walk
{
    public const string Person = "u006";

    private readonly bool inEnglish;
    private readonly Labels labels;

    private Walk(IPage page, bool inEnglish) => (Page, this.inEnglish, labels) = (page, inEnglish, new Labels(inEnglish));

    public IPage Page { get; }

    public static async Task<Walk> BeginAsync(StudioHall studio, bool inEnglish = false)
    {
        var walk = new Walk(inEnglish ? await (await studio.DeskAsync()).SignInAsync(Person) : await studio.NewPageAsync(Person), inEnglish);
        if (inEnglish)
        {
            await walk.Page.EvaluateAsync("document.querySelector('form[action=\"/account/language\"]').requestSubmit()");
            await Assertions.Expect(walk.Page.Locator("html")).ToHaveAttributeAsync("lang", Patterns.Expression("^en"));
        }

        await walk.KnowAsync("GET", "workflow-definitions?versionOptions=AllVersions&pageSize=100");
        walk.labels.Know(await walk.Page.DefinitionAsync("leave"));
        foreach (var activity in (await walk.Page.CallAsync("GET", "descriptors/activities")).Body!["items"]!.AsArray())
        {
            walk.labels.Know(activity!["typeName"]);
            if (!inEnglish) foreach (var input in activity["inputs"]!.AsArray()) walk.labels.Know(input!["description"]);
        }

        return walk;
    }

    public string Say(string chinese, string english) => inEnglish ? english : chinese;

    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync($"/studio/{address}");
        await Page.StudioStartedAsync();
        if (await Page.Locator(".studio__me b").IsVisibleAsync())
        {
            var name = await Page.Locator(".studio__me b").InnerTextAsync();
            labels.Know(name);
            labels.Know(name[..1]);
        }
    }

    /// <summary>What the API tells of somebody's definition or run is no label.</summary>
    /// <returns>The answer.</returns>
    public async Task<JsonNode> KnowAsync(string method, string path, object? body = null)
    {
        var answer = (await Page.CallAsync(method, path, body)).Body.ShouldNotBeNull(path);
        labels.Know(answer);
        return answer;
    }

    public Task LookAsync(string where) => labels.LookAsync(Page, where);

    public async Task TabsAsync(string where, params string[] names)
    {
        foreach (var name in names)
        {
            await Page.ShowTabAsync(name);
            await Assertions.Expect(Page.Tab(name)).ToContainClassAsync("mud-tab-active");
            await LookAsync($"{where}, {name}");
        }
    }

    public async Task MenuAsync(ILocator opener, string where)
    {
        await opener.ClickAsync();
        await Page.Locator(".mud-popover-open").First.WaitForAsync();
        await LookAsync(where);
        await Page.WaitForFunctionAsync(IsClosed, null, new() { PollingInterval = 300 });
    }

    public async Task ChooseAsync(ILocator opener, string item)
    {
        await opener.ClickAsync();
        await Page.WithText(".mud-popover-open .mud-menu-item", item).ClickAsync();
    }

    /// <summary>Looks at the dialog that a menu's item opens, and at what its lists offer, and goes away without an answer.</summary>
    public async Task DialogAsync(ILocator opener, string item, bool withLists = false)
    {
        await ChooseAsync(opener, item);
        await DialogAsync(item, withLists);
    }

    public async Task DialogAsync(string where, bool withLists = false)
    {
        var dialog = Page.Locator(".mud-dialog");
        await dialog.WaitForAsync();
        await LookAsync($"{where}, dialog");
        if (withLists) foreach (var list in await dialog.Locator(".mud-select .mud-input-slot:visible").AllAsync()) await MenuAsync(list, $"{where}, a list of the dialog");
        var no = dialog.Locator(".mud-dialog-actions button").Filter(new() { HasTextRegex = Patterns.Expression(@"^\s*(取消|否|Cancel|No)\s*$") });
        if (await no.CountAsync() > 0) await no.First.ClickAsync();
        else await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    public async Task EndAsync()
    {
        labels.Findings.ShouldBeEmpty();
        await (inEnglish ? Page.Context.CloseAsync() : Page.CloseAsync());
    }

    /// <summary>A menu closes by a click beside it; one that comes while the list is drawn anew gets lost.</summary>
    private const string IsClosed = """
        () => {
          document.querySelectorAll('.mud-overlay:not(.mud-overlay-dialog)').forEach(overlay => overlay.click());
          return !document.querySelector('.mud-popover-open');
        }
        """;
}
