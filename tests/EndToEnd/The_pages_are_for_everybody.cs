using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace StaffFlows.EndToEnd;

/// <summary>Every page at desktop and phone width: no serious accessibility finding, no sideways scrolling, no English left over.</summary>
public sealed class The_pages_are_for_everybody
{
    private static readonly (string Person, string Page, string Picture)[] Pages =
    [
        ("u022", "/inbox", ""), ("u022", "/inbox?view=done", ""), ("u030", "/inbox?view=started", ""), ("u030", "/inbox?view=drafts", ""),
        ("u030", "/start", ""), ("u030", "/start/leave", ""), ("u030", "/messages", ""), ("u006", "/people", "people"), ("u006", "/people/E030", ""),
        ("u006", "/windows", "windows"), ("u010", "/admin", "admin"), ("u010", "/admin/organisation", "admin-organisation"),
        ("u010", "/admin/calendar", "admin-calendar"), ("u010", "/admin/profiles", ""), ("u010", "/admin/profiles/FangCounty", "admin-profile"),
        ("u010", "/admin/clock", "admin-clock"), ("u010", "/admin/audit", "admin-audit"),
    ];

    [Journey]
    public async Task At_a_desk() => await VisitAsync(Screen.Desktop, "1440");

    [Journey]
    public async Task On_a_phone() => await VisitAsync(Screen.Phone, "390");

    private static async Task VisitAsync(Screen screen, string width)
    {
        await using var desk = await Desk.OpenAsync();
        var findings = new List<string>();
        var door = await desk.NewPageAsync(screen);
        await door.GotoAsync("/account/login");
        await door.PictureAsync($"login-{width}");
        await InspectAsync(door, "/account/login", findings);

        var clerk = await desk.SignInAsync("u030", screen);
        await clerk.FillInLeaveAsync("2026-11-30", "2026-12-03", "LX0031");
        var leave = await clerk.SubmitAsync();
        await InspectAsync(clerk, "the case", findings);
        var standIn = await desk.SignInAsync("u031", screen);
        await standIn.OpenTaskAsync();
        await InspectAsync(standIn, "the task", findings);

        foreach (var group in Pages.Append(("u006", leave, "")).GroupBy(p => p.Item1))
        {
            var page = await desk.SignInAsync(group.Key, screen);
            foreach (var (_, address, picture) in group)
            {
                var answer = await page.GotoAsync(address);
                answer!.Status.ShouldBe(200, address);
                if (picture.Length > 0) await page.PictureAsync($"{picture}-{width}");
                await InspectAsync(page, address, findings);
            }
        }

        findings.ShouldBeEmpty();
    }

    private static async Task InspectAsync(IPage page, string what, List<string> findings)
    {
        var axe = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        findings.AddRange(axe.Violations
            .Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{what}: {v.Id} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));

        var size = page.ViewportSize!;
        if (size.Width < 400) await page.SetViewportSizeAsync(360, size.Height);
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) findings.Add($"{what}: scrolls sideways");
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
