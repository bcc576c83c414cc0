using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The Studio's viewer with the run of a case in it: which steps have run, and where it waits.</summary>
internal sealed class Viewer(IPage page, string instanceId)
{
    public IPage Page => page;

    public string InstanceId => instanceId;

    public static async Task<Viewer> OpenAsync(StudioHall studio, string person, Guid caseId)
    {
        var page = await studio.NewPageAsync(person);
        var id = await InstanceOfAsync(page, caseId);
        await page.GotoAsync($"/studio/workflows/instances/{id}/view");
        await page.StudioStartedAsync();
        await page.Locator(".mud-timeline-item").First.WaitForAsync();
        return new(page, id);
    }

    /// <summary>A run is correlated by its case.</summary>
    public static async Task<string> InstanceOfAsync(IPage page, Guid caseId)
    {
        var found = await page.CallAsync("POST", "workflow-instances", new { correlationId = caseId.ToString("N") });
        return found.Body!["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString();
    }

    public async Task<string[]> IdsAsync() => await page.Locator(".x6-node").EvaluateAllAsync<string[]>("nodes => nodes.map(node => node.dataset.cellId)");

    /// <summary>Its badge is amber.</summary>
    public Task ShouldWaitAtAsync(string id) => Assertions.Expect(Badge(id, "warning")).Not.ToHaveCountAsync(0);

    /// <summary>Its badge is green.</summary>
    public Task ShouldHaveRunAsync(string id) => Assertions.Expect(Badge(id, "success")).Not.ToHaveCountAsync(0);

    /// <summary>To be asked after one that has run: then all badges are there.</summary>
    public Task ShouldNotHaveRunAsync(string id) => Assertions.Expect(page.Locator($".x6-node[data-cell-id='{id}'] .elsa-activity-wrapper-badge .mud-badge")).ToHaveCountAsync(0);

    private ILocator Badge(string id, string colour) => page.Locator($".x6-node[data-cell-id='{id}'] .mud-theme-{colour}");
}
