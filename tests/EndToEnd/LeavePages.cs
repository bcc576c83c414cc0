using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd;

/// <summary>What people do on the leave pages, in their words.</summary>
internal static class LeavePages
{
    public static async Task FillInLeaveAsync(this IPage page, string from, string to, string standIn)
    {
        await page.GotoAsync("/start/leave");
        await page.Locator("label", new() { HasText = "年休假" }).First.ClickAsync();
        await page.FillAsync("[name=from]", from);
        await page.FillAsync("[name=to]", to);
        await page.SelectOptionAsync("[name=toHalf]", "pm");
        await page.FillAsync("[name=reason]", "回乡探亲，往返须数日。");
        await page.SelectOptionAsync("[name=standIn]", standIn);
    }

    /// <returns>The case's address.</returns>
    public static async Task<string> SubmitAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await page.ArriveAtAsync("/cases/");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Opens the task about the applicant's leave from the inbox.</summary>
    public static async Task OpenTaskAsync(this IPage page, string applicant = "钱溪亭")
    {
        await page.GotoAsync("/inbox");
        await page.Locator("main a[href^='/tasks/']", new() { HasText = applicant }).First.ClickAsync();
        await page.ArriveAtAsync("/tasks/");
    }

    /// <summary>Presses an outcome's button and waits for what comes after the task.</summary>
    public static async Task DecideAsync(this IPage page, string button)
    {
        var task = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.LeaveAsync($"^{Regex.Escape(task)}$");
    }

    public static async Task ReturnAsync(this IPage page, string why)
    {
        var task = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync($"{task}?do=return");
        await page.FillAsync("main [name=opinion]", why);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "退回修改" }).ClickAsync();
        await page.LeaveAsync(Regex.Escape(task));
    }

    public static Task<string> StampAsync(this IPage page) => page.Locator(".stamp").First.InnerTextAsync();

    /// <summary>Keeps a picture for the handbook when STAFFFLOWS_HANDBOOK names its folder.</summary>
    public static async Task PictureAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("STAFFFLOWS_HANDBOOK") is not { Length: > 0 } folder) return;

        Directory.CreateDirectory(folder);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }
}
