using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

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
        ("u006", "/admin/procedures", "procedures"), ("u006", "/admin/procedures/leave", "procedure"), ("u006", "/admin/procedures/leave/versions", "procedure-versions"),
        ("u006", "/admin/procedures/leave/outline", "procedure-outline"), ("u006", "/admin/procedures/leave/publish", "procedure-publish"),
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

        await ChangeLeaveAsync(desk.Hall);
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

    /// <summary>A draft beside the published version: a longer deadline, and a step less.</summary>
    private static async Task ChangeLeaveAsync(Hall hall)
    {
        var definitions = hall.Services.GetRequiredService<DefinitionStore>();
        var leave = (await definitions.FindPublishedAsync("leave", default))!;
        var root = leave.Root.DeepClone().AsObject();
        var steps = root["activities"]!.AsArray().Select(step => step!.AsObject()).ToDictionary(step => step["id"]!.ToString());
        steps["unit"]["deadlineWorkingDays"]!["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = 5 };
        steps["window-head"]["metadata"]!["displayText"] = "窗口初审";
        root["activities"]!.AsArray().Remove(steps["centre"]);
        var arrows = root["connections"]!.AsArray();
        foreach (var arrow in arrows.Where(a => a!["source"]!["activity"]!.ToString() is "centre" || a["target"]!["activity"]!.ToString() is "centre").ToList()) arrows.Remove(arrow);
        (await definitions.SaveDraftAsync(leave with { Root = root }, "E006", default)).Rejection.ShouldBeNull();
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
