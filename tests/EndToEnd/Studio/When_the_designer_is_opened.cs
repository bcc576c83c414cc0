using System.Globalization;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace StaffFlows.EndToEnd.Studio;

/// <summary>The way into the Studio: quick the second time, with a sentence where it does not get there, and readable on a phone.</summary>
[Collection(StudioTests.Name)]
public sealed class When_the_designer_is_opened(StudioHall studio, ITestOutputHelper output) : StudioTest(studio)
{
    /// <summary>What may still be asked for when everything is there: our page, the API's answers, files without a fingerprint.</summary>
    private const double WarmShare = 0.1;

    [StudioJourney]
    public async Task The_second_time_the_browser_has_nearly_all_of_it()
    {
        var hall = await Studio.HallAsync();
        var leave = await (await hall.AsAsync("u030")).ApplyForLeaveAsync("2026-12-30", "2026-12-30", "LX0031");
        var door = await (await Studio.DeskAsync()).SignInAsync("u006");
        var instance = await Viewer.InstanceOfAsync(door, leave);

        var cold = await LoadAsync(door.Context, "workflows/definitions/leave/edit");
        var warm = await LoadAsync(door.Context, "workflows/definitions/leave/edit");
        var viewer = await LoadAsync(door.Context, $"workflows/instances/{instance}/view");
        await door.Context.CloseAsync();
        var coldViewer = await LoadColdAsync($"workflows/instances/{instance}/view");

        foreach (var (what, load) in new[] { ("editor, cold", cold), ("editor, warm", warm), ("viewer, cold", coldViewer), ("viewer, warm", viewer) })
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {load.Bytes / 1000:N0} kB, {load.Requests} requests, chart after {load.Milliseconds:N0} ms"));
        cold.Bytes.ShouldBeLessThan(12_000_000);
        warm.Bytes.ShouldBeLessThan(cold.Bytes * WarmShare);
        viewer.Bytes.ShouldBeLessThan(cold.Bytes * WarmShare, "both use the same files");
    }

    [StudioJourney]
    public async Task A_script_that_does_not_arrive_is_said_in_a_sentence()
    {
        var page = await Studio.NewPageAsync("u006");
        await page.RouteAsync("**/MudBlazor.min.js", route => route.AbortAsync());
        await page.GotoAsync("/studio/");

        await Assertions.Expect(page.Locator(".studio__broken")).ToBeVisibleAsync(new() { Timeout = StudioHall.Patience });
        await page.CloseAsync();
    }

    [StudioJourney]
    public async Task On_a_phone_the_lists_are_read_and_a_chart_asks_for_a_larger_screen()
    {
        var page = await Studio.NewPageAsync("u006");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync("/studio/");
        await page.StudioStartedAsync();
        var leave = page.WithText("td", "请假审批流程");
        await leave.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(leave).ToBeInViewportAsync();
        (await page.EvaluateAsync<bool>("document.querySelector('main').scrollWidth > innerWidth")).ShouldBeFalse("nothing scrolls sideways");
        await page.PictureAsync("studio-list-390");

        var started = false;
        page.Request += (_, request) => started |= request.Url.EndsWith(".wasm", StringComparison.Ordinal) || request.Url.Contains("/elsa/api/workflow-definitions", StringComparison.Ordinal);
        await page.GotoAsync("/studio/workflows/definitions/leave/edit");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "流程图需要更大的屏幕" })).ToBeVisibleAsync();
        await page.PictureAsync("studio-editor-390");
        started.ShouldBeFalse("it waits to be asked");
        await page.GetByRole(AriaRole.Button, new() { Name = "仍要打开" }).ClickAsync();
        await page.StudioStartedAsync();
        await page.CloseAsync();
    }

    private async Task<Load> LoadColdAsync(string address)
    {
        var door = await (await Studio.DeskAsync()).SignInAsync("u006");
        var load = await LoadAsync(door.Context, address);
        await door.Context.CloseAsync();
        return load;
    }

    /// <summary>Counts what comes over the wire until the chart is there.</summary>
    private static async Task<Load> LoadAsync(IBrowserContext session, string address)
    {
        var page = await session.NewPageAsync();
        var wire = await session.NewCDPSessionAsync(page);
        var (bytes, requests) = (0.0, 0);
        wire.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            requests++;
        };
        await wire.SendAsync("Network.enable");
        await page.GotoAsync($"/studio/{address}");
        await page.Locator(".x6-node:visible").First.WaitForAsync(new() { Timeout = StudioHall.Patience });
        var milliseconds = await page.EvaluateAsync<double>("performance.now()");
        await page.CloseAsync();
        return new(bytes, requests, milliseconds);
    }

    /// <param name="Milliseconds">From the start of the navigation.</param>
    private sealed record Load(double Bytes, int Requests, double Milliseconds);
}
