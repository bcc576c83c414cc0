using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Tasks;

/// <summary>u022, head of a window, has u020 stand in.</summary>
public sealed class When_somebody_stands_in
{
    [Fact]
    public async Task New_tasks_are_his_too_and_the_decision_names_both()
    {
        await using var hall = await Hall.OpenAsync();
        var older = await hall.AcceptedAsync("2026-12-07", "2026-12-07");
        await MakeAsync(hall, "2026-11-24", "2026-11-25");
        (await (await hall.AsAsync("u024")).InboxAsync()).ShouldBeEmpty("it has not begun");
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24, 10));
        var leave = await hall.AcceptedAsync("2026-12-14", "2026-12-14");
        await hall.RestartAsync();

        var substitute = await hall.AsAsync("u024");
        var items = await substitute.InboxAsync();
        items.Select(i => i["caseId"]!.GetValue<Guid>()).ShouldBe([leave], "the older one came before its first day");
        (await substitute.GetAsync("inbox/counts")).Expect()["todo"]!.GetValue<int>().ShouldBe(1);
        (await substitute.GetAsync($"cases/{older}")).Status.ShouldBe(HttpStatusCode.OK, "while he stands in he sees what is open");
        var page = await Visitor.SignInAsync(hall, "u024");
        (await page.SeeAsync("/inbox")).Html.ShouldContain("代 汪初晴");
        (await page.SeeAsync($"/tasks/{items[0].Text("id")}")).Html.ShouldContain("您在代 汪初晴 办理");
        await substitute.DecideAsync(leave, "agree", "同意。");

        var line = (await substitute.CaseAsync(leave))["timeline"]!.AsArray().Single(l => l!.Text("stepId") is "window-head" && l!.Text("state") is "done")!;
        line["persons"]![0]!.Text("onBehalfOf").ShouldBe("汪初晴");
        (await (await hall.AsAsync("u022")).InboxAsync()).Select(i => i["caseId"]!.GetValue<Guid>()).ShouldBe([older]);
    }

    [Fact]
    public async Task Older_tasks_are_his_only_where_it_says_so_and_nothing_is_after_it_ends()
    {
        await using var hall = await Hall.OpenAsync();
        var older = await hall.AcceptedAsync("2026-12-07", "2026-12-07");
        var id = await MakeAsync(hall, "2026-11-23", "2026-11-25", includesOlder: true);
        var (head, substitute) = (await hall.AsAsync("u022"), await hall.AsAsync("u024"));
        var task = (await substitute.TaskOfAsync(older)).Text("id");

        await head.PostAsync($"substitutions/{id}/end");

        (await substitute.InboxAsync()).ShouldBeEmpty();
        (await substitute.TryPostAsync($"tasks/{task}/complete", new { outcome = "agree" })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
        (await head.TryPostAsync($"substitutions/{id}/end")).ShouldBeRefused(HttpStatusCode.NotFound, "substitution-unknown");
    }

    [Fact]
    public async Task It_reaches_no_further_and_ends_with_its_last_day()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync("2026-12-07", "2026-12-07");
        await MakeAsync(hall, "2026-11-23", "2026-11-23", includesOlder: true);
        var substitute = await hall.AsAsync("u024");
        (await substitute.InboxAsync()).Count.ShouldBe(1);

        (await substitute.TryPostAsync("substitutions", new { to = "u022", from = "2026-11-23", until = "2026-11-24" })).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "substitution-circle");
        await substitute.PostAsync("substitutions", new { to = "u040", from = "2026-11-23", until = "2026-11-24", includesOlder = true });
        (await (await hall.AsAsync("u040")).InboxAsync()).ShouldBeEmpty("whoever stands in for the substitute does not get them");
        await hall.AdvanceToAsync(Hall.At(2026, 11, 24, 0, 1));
        (await substitute.InboxAsync()).ShouldBeEmpty();

        await (await hall.AsAsync("u022")).PostAsync("substitutions", new { to = "u030", from = "2026-11-24", until = "2026-11-25", includesOlder = true });
        (await (await hall.AsAsync("u030")).TryDecideAsync(leave, "agree")).ShouldBeRefused(HttpStatusCode.Forbidden, "own-request");
    }

    [Fact]
    public async Task It_is_made_and_ended_on_its_page_without_scripts()
    {
        await using var hall = await Hall.OpenAsync();
        var head = await Visitor.SignInAsync(hall, "u022");

        using var wrong = await head.SubmitAsync("/substitutions", "/substitutions", ("to", await hall.StaffNoAsync("u024")), ("from", "2026-11-24"), ("until", "2026-11-20"), ("reason", "出差"), ("idempotencyKey", "k1k1k1k1"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        html.ShouldContain("结束日期不能早于开始日期");
        html.ShouldContain("value=\"出差\"");
        using var made = await head.SubmitAsync("/substitutions", "/substitutions", ("to", await hall.StaffNoAsync("u024")), ("from", "2026-11-24"), ("until", "2026-11-25"), ("idempotencyKey", "k2k2k2k2"));
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = (await head.SeeAsync("/substitutions")).Html;
        page.ShouldContain("代我办理");
        var start = page.IndexOf("/substitutions/", StringComparison.Ordinal);
        var end = page[start..page.IndexOf('"', start)];
        using var ended = await head.SubmitAsync("/substitutions", end, ("idempotencyKey", "k3k3k3k3"));
        (await head.SeeAsync("/substitutions")).Html.ShouldContain("现在没有委托他人代理");
        (await (await Visitor.SignInAsync(hall, "u024")).SeeAsync("/substitutions")).Html.ShouldContain("现在没有人委托您代理");
    }

    private static async Task<string> MakeAsync(Hall hall, string from, string until, bool includesOlder = false) =>
        (await (await hall.AsAsync("u022")).PostAsync("substitutions", new { to = "u024", from, until, includesOlder })).Text("id");
}
