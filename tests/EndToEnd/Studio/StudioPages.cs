using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>What the Studio's pages have in common, found by what a person sees.</summary>
internal static class StudioPages
{
    /// <summary>Waits until our progress has given way to the Studio's element.</summary>
    public static async Task StudioStartedAsync(this IPage page)
    {
        await page.Locator("[data-studio-wait]").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = StudioHall.Patience });
        await page.Locator(".x6-node:visible, td.mud-table-cell:visible, .x6-graph:visible").First.WaitForAsync(new() { Timeout = StudioHall.Patience });
    }

    /// <summary>The elements whose text is this and nothing more.</summary>
    public static ILocator WithText(this IPage page, string selector, string text) =>
        page.Locator(selector).Filter(new() { HasTextRegex = Patterns.Expression($@"^\s*{Regex.Escape(text)}\s*$") });

    /// <summary>Some tabs count what is in them.</summary>
    public static ILocator Tab(this IPage page, string name) => page.Locator(".mud-tab").Filter(new() { HasTextRegex = Patterns.Expression($@"^\s*{Regex.Escape(name)}\s*\d*\s*$") }).Last;

    /// <summary>The last of the visible fields under the label: a dialog's before the page's.</summary>
    public static ILocator Field(this IPage page, string label) => page.Fields(label).Last;

    public static ILocator Fields(this IPage page, string label) => page.Locator(".mud-input-control:visible")
        .Filter(new() { Has = page.Locator("label").Filter(new() { HasTextRegex = Patterns.Expression($@"^\s*{Regex.Escape(label)}\*?\s*$") }) });

    /// <summary>Opens a tab also where it stands beyond the edge of its bar.</summary>
    public static async Task ShowTabAsync(this IPage page, string name)
    {
        await page.Tab(name).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForFunctionAsync(IsShown, name, new() { PollingInterval = 300 });
    }

    /// <summary>What the API answers in the person's session.</summary>
    public static async Task<(int Status, JsonNode? Body)> CallAsync(this IPage page, string method, string path, object? body = null)
    {
        var answer = await page.APIRequest.FetchAsync($"/elsa/api/{path}", new() { Method = method, DataObject = body, Headers = [new("Sec-Fetch-Site", "same-origin")] });
        var text = await answer.TextAsync();
        return (answer.Status, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    public static async Task<JsonObject> DefinitionAsync(this IPage page, string definitionId) =>
        (await page.CallAsync("GET", $"workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest")).Body!.AsObject();

    /// <summary>A click that comes while the bar is drawn anew gets lost.</summary>
    private const string IsShown = """
        name => {
          const tab = [...document.querySelectorAll('.mud-tab')].findLast(tab => tab.textContent.replace(/\d*\s*$/, '').trim() === name);
          if (tab?.classList.contains('mud-tab-active')) return true;
          tab?.click();
          return false;
        }
        """;
}
