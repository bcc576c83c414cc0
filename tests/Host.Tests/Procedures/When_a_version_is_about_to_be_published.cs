using System.Net;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Procedures;

/// <summary>The leave procedure: one case at the stand-in's, one at the window head's, one that is over, and a draft of the process owner.</summary>
public sealed class When_a_version_is_about_to_be_published : IAsyncLifetime
{
    private const string Page = "/admin/procedures/leave/publish";

    private Hall hall = null!;
    private Owner studio = null!;
    private Visitor owner = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.OpenAsync();
        studio = await Owner.SignInAsync(hall, "u006");
        owner = await Visitor.SignInAsync(hall, "u006");
    }

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task It_says_what_changes_and_whom_it_meets()
    {
        await hall.SubmittedAsync();
        await hall.AcceptedAsync(from: "2026-12-07", to: "2026-12-08");
        var over = await hall.AcceptedAsync(from: "2026-12-14", to: "2026-12-14");
        await (await hall.AsAsync("u022")).DecideAsync(over, "reject", "窗口无人");
        (await owner.SeeAsync(Page)).Html.ShouldContain("没有待发布的改动");
        await RenameAsync("窗口初审");

        var (status, html) = await owner.SeeAsync(Page);

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("步骤“窗口负责人审批”改名为“窗口初审”。");
        html.ShouldContain("在办事项按各自的版本继续办理");
        Counts(html).ShouldBe([("顶岗确认", "1"), ("窗口负责人审批", "1")], ignoreOrder: true);
        html.ShouldContain("在办 2 件");
        html.ShouldContain("由 祁思远 发布");
    }

    [Fact]
    public async Task Cases_of_earlier_versions_stand_under_their_own_version()
    {
        await hall.AcceptedAsync();
        await RenameAsync("窗口初审");
        using (await Seal_use.PublishAsync(owner, "例会意见", "leave")) { }
        await hall.SubmittedAsync(from: "2026-12-07", to: "2026-12-08");
        await hall.SubmittedAsync(from: "2026-12-09", to: "2026-12-09");
        await RenameAsync("窗口复核");

        var html = (await owner.SeeAsync(Page)).Html;

        var (first, second) = (html.IndexOf("第 1 版</th><td class=\"group-th num end\">1<", StringComparison.Ordinal), html.IndexOf("第 2 版</th><td class=\"group-th num end\">2<", StringComparison.Ordinal));
        second.ShouldBeInRange(0, first, "the newest version comes first");
        Counts(html[second..first]).ShouldBe([("顶岗确认", "2")]);
        Counts(html[first..]).ShouldBe([("窗口负责人审批", "1")]);
    }

    [Fact]
    public async Task The_note_stands_in_the_history_and_new_requests_take_the_new_path()
    {
        var before = await hall.AcceptedAsync();
        await RenameAsync("窗口初审");

        using var answer = await Seal_use.PublishAsync(owner, "按 11 月例会意见，改称窗口初审。", "leave");

        answer.Headers.Location!.ToString().ShouldBe("/admin/procedures/leave/versions");
        var (_, history) = await owner.SeeAsync("/admin/procedures/leave/versions");
        history.ShouldContain("第 2 版已发布，新的申请按它办理。");
        history.ShouldContain("按 11 月例会意见，改称窗口初审。");
        history.ShouldContain("随系统提供");
        var after = await hall.AcceptedAsync("2026-12-07", "2026-12-08");
        (await StepAsync(before)).ShouldBe("窗口负责人审批", "it stays on the version that it was started with");
        (await StepAsync(after)).ShouldBe("窗口初审");
    }

    [Fact]
    public async Task A_draft_that_changed_meanwhile_is_not_published_and_the_note_is_kept()
    {
        await RenameAsync("窗口初审");
        var seen = await owner.RevisionAsync(Page);
        await RenameAsync("窗口复核");

        using var answer = await Seal_use.PublishAsync(owner, "例会意见", "leave", seen);

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain("改动了草稿，所以没有发布");
        html.ShouldContain("例会意见</textarea>");
        html.ShouldContain("窗口复核");
        (await owner.SeeAsync("/admin/procedures/leave")).Html.ShouldContain("已发布第 1 版");
        (await Seal_use.PublishAsync(owner, "例会意见", "leave")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Errors_keep_it_back_and_are_named()
    {
        var leave = await studio.OpenAsync("leave");
        var step = leave["root"]!["activities"]!.AsArray().First(a => a!["id"]!.ToString() == "window-head")!;
        step["assignee"]!["expression"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "Literal", ["value"] = "role:Emperor" };
        (await studio.SaveAsync(leave)).Status.ShouldBe(HttpStatusCode.OK);

        var (_, html) = await owner.SeeAsync(Page);
        using var answer = await Seal_use.PublishAsync(owner, "试试", "leave");

        html.ShouldContain("Emperor");
        html.ShouldContain("有错误，不能发布");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("试试");
        (await owner.SeeAsync("/admin/procedures/leave")).Html.ShouldContain("已发布第 1 版");
    }

    [Fact]
    public async Task What_nobody_has_looked_at_is_not_published()
    {
        await RenameAsync("窗口初审");

        using var blind = await Seal_use.PublishAsync(owner, "", "leave", "");
        using var longNote = await Seal_use.PublishAsync(owner, new string('长', 501), "leave");

        (blind.StatusCode, longNote.StatusCode).ShouldBe((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity));
        (await owner.SeeAsync("/admin/procedures/leave")).Html.ShouldContain("已发布第 1 版");
    }

    private async Task RenameAsync(string name)
    {
        var leave = await studio.OpenAsync("leave");
        leave["root"]!["activities"]!.AsArray().First(a => a!["id"]!.ToString() == "window-head")!["metadata"]!["displayText"] = name;
        leave["root"]!["activities"]!.AsArray().First(a => a!["id"]!.ToString() == "window-head")!["stepName"]!["expression"]!["value"] = name;
        (await studio.SaveAsync(leave)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> StepAsync(Guid leave) => (await (await hall.AsAsync("u022")).TaskOfAsync(leave)).Text("step");

    private static IEnumerable<(string Step, string Count)> Counts(string html) =>
        System.Text.RegularExpressions.Regex.Matches(html, "<th scope=\"row\">(?<step>[^<]+)</th><td data-l=\"件数\" class=\"num end\">(?<count>\\d+)</td>", System.Text.RegularExpressions.RegexOptions.NonBacktracking)
            .Select(match => (match.Groups["step"].Value, match.Groups["count"].Value));
}
