using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Inbox;

public sealed class When_a_task_is_decided_on_its_page
{
    [Fact]
    public async Task Form_timeline_and_buttons_are_there_without_scripts()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);

        var (status, html) = await (await Visitor.SignInAsync(hall, "u022")).SeeAsync($"/tasks/{task}");

        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain($"action=\"/tasks/{task}/complete\"");
        html.ShouldContain("name=\"outcome\" value=\"agree\"");
        html.ShouldContain($"/tasks/{task}?do=reject");
        html.ShouldContain("name=\"idempotencyKey\"");
        html.ShouldContain("单位领导审批");
    }

    [Fact]
    public async Task Agreeing_leads_to_the_next_task_and_says_what_was_done()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);
        var head = await Visitor.SignInAsync(hall, "u022");

        using var done = await head.SubmitAsync($"/tasks/{task}", $"/tasks/{task}/complete", ("outcome", "agree"), ("opinion", "同意。"), ("idempotencyKey", "k1k1k1k1"));

        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        done.Headers.Location!.ToString().ShouldBe("/inbox");
        (await head.SeeAsync("/inbox")).Html.ShouldContain("已办理“");
    }

    [Fact]
    public async Task A_refusal_without_reasons_comes_back_with_the_error_at_its_box()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);
        var head = await Visitor.SignInAsync(hall, "u022");

        using var refused = await head.SubmitAsync($"/tasks/{task}?do=reject", $"/tasks/{task}/complete", ("outcome", "reject"), ("opinion", "  "), ("idempotencyKey", "k1k1k1k1"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain("不同意");
    }

    [Fact]
    public async Task What_was_typed_is_kept_where_the_field_was_wrong()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        await (await hall.AsAsync("u022")).DecideAsync(leave, "return", "请改期。");
        var task = await hall.TaskIdAsync("u030", leave);
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var refused = await clerk.SubmitAsync(
            $"/tasks/{task}", $"/tasks/{task}/complete",
            ("outcome", "resubmit"), ("opinion", "已改到下周"), ("type", "annual"), ("from", "2026-12-08"), ("fromHalf", "am"), ("to", "2026-12-07"), ("toHalf", "pm"),
            ("reason", "改期探亲"), ("standIn", Leave.StandIn), ("contact", "16900000000"), ("idempotencyKey", "k1k1k1k1"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("改期探亲");
        html.ShouldContain("已改到下周");
        html.ShouldContain("2026-12-08");
        html.ShouldContain("结束时间早于开始时间");
    }
}
