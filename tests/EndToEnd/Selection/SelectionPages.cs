using Microsoft.Playwright;

namespace StaffFlows.EndToEnd.Selection;

/// <summary>What people do on the pages of a selection, in their words.</summary>
internal static class SelectionPages
{
    /// <summary>One page, as a scanner makes it.</summary>
    public static readonly FilePayload Scan = new()
    {
        Name = "材料.pdf", MimeType = "application/pdf",
        Buffer = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray(),
    };

    /// <summary>A place at W04 and that of 阎知秋 (LX0033) at W05, with these persons in the unit's order and a file for each kind of material.</summary>
    /// <param name="candidates">Each with the post that he is for.</param>
    public static async Task FillInRecommendationAsync(this IPage page, params (string Person, string Post)[] candidates)
    {
        await page.GotoAsync("/start/selection");
        await page.FillAsync("[name=subject]", "社保医保专区增补医保窗口人员");
        await page.SelectOptionAsync("[name='posts[0].window']", "W04");
        await page.FillRowAsync("posts", 0, ("no", "1"), ("title", "医保窗口"), ("places", "1"));
        await page.AddRowAsync("posts");
        await page.SelectOptionAsync("[name='posts[1].window']", "W05");
        await page.FillRowAsync("posts", 1, ("no", "2"), ("title", "登记岗"), ("places", "1"));
        await page.SelectOptionAsync("[name='posts[1].replaces']", "LX0033");
        foreach (var (i, (person, post)) in candidates.Index())
        {
            if (i > 0) await page.AddRowAsync("candidates");
            await page.SelectOptionAsync($"[name='candidates[{i}].person']", person);
            await page.FillRowAsync("candidates", i, ("post", post), ("recommendation", "业务骨干，熟悉窗口工作。"));
        }

        foreach (var material in new[] { "resumes", "educationCertificates", "vocationalCertificates" }) await page.SetInputFilesAsync($"[name={material}]", Scan);
    }

    /// <summary>Without a script the button brings the page anew, with one more row.</summary>
    public static async Task AddRowAsync(this IPage page, string table)
    {
        var rows = page.Locator($"[data-table={table}] tbody tr");
        var count = await rows.CountAsync();
        await page.Locator($"[data-table={table}] button[name='rows.add']").ClickAsync();
        await rows.Nth(count).WaitForAsync();
    }

    /// <summary>Opens the task by its step from the inbox.</summary>
    /// <param name="about">Something else that its line says; null where the step is enough.</param>
    public static async Task OpenTaskOfAsync(this IPage page, string step, string? about = null)
    {
        await page.GotoAsync("/inbox");
        var line = page.Locator("main .item", new() { Has = page.GetByText(step, new() { Exact = true }), HasText = about });
        await line.First.Locator("a[href^='/tasks/']").ClickAsync();
        await page.ArriveAtAsync("/tasks/");
    }

    /// <summary>Presses an outcome's button, and the page says why it stays.</summary>
    public static async Task<string> RefusedAsync(this IPage page, string button)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        return await page.Locator(".errors").InnerTextAsync();
    }

    /// <summary>The same in every cell of a column.</summary>
    public static async Task ChooseAsync(this IPage page, string table, string column, string value)
    {
        foreach (var cell in await page.Locator($"select[name^='{table}['][name$='.{column}']").AllAsync()) await cell.SelectOptionAsync(value);
    }

    public static async Task FillRowAsync(this IPage page, string table, int row, params (string Column, string Value)[] cells)
    {
        foreach (var (column, value) in cells) await page.FillAsync($"[name='{table}[{row}].{column}']", value);
    }

    public static Task<string> MainAsync(this IPage page) => page.Locator("main").InnerTextAsync();
}
