using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Start;

public sealed class When_an_application_is_filled_in_on_its_page
{
    private static readonly (string, string)[] Complete =
    [
        ("type", "annual"), ("from", "2026-11-30"), ("fromHalf", "am"), ("to", "2026-12-01"), ("toHalf", "pm"),
        ("reason", "回乡探亲"), ("standIn", Leave.StandIn), ("contact", "16900000000"), ("draftId", ""), ("idempotencyKey", "page-0001"),
    ];

    [Fact]
    public async Task It_is_submitted_by_a_plain_form_post()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var done = await clerk.SubmitAsync("/start/leave", "/start/leave", Complete);

        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await done.Content.ReadAsStringAsync());
        (await clerk.SeeAsync(done.Headers.Location!.ToString())).Html.ShouldContain("申请已提交，编号 QJ-2026-000001");
    }

    [Fact]
    public async Task A_second_click_leads_to_the_same_case()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var first = await clerk.SubmitAsync("/start/leave", "/start/leave", Complete);
        using var second = await clerk.SubmitAsync("/start/leave", "/start/leave", Complete);

        second.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        second.Headers.Location.ShouldBe(first.Headers.Location);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var refused = await clerk.SubmitAsync(
            "/start/leave", "/start/leave", [.. Complete.Where(f => f.Item1 is not ("to" or "type")), ("to", "2026-11-01"), ("type", "")]);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("href=\"#to\"");
        html.ShouldContain("href=\"#type\"");
        html.ShouldContain("回乡探亲");
        html.ShouldContain("2026-11-30");
    }

    [Fact]
    public async Task The_button_counts_days_and_predicts_steps_without_saving()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var shown = await clerk.SubmitAsync("/start/leave", "/start/leave", [.. Complete, ("preview", "true")]);

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        html.ShouldContain("2 个工作日");
        html.ShouldContain("窗口负责人审批");
        (await (await hall.AsAsync("u030")).InboxAsync("drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_script_saves_a_draft_that_another_device_continues()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");

        using var saved = await clerk.SubmitAsync("/start/leave", "/start/leave/draft", ("draftId", ""), ("reason", "写到一半"));
        var id = System.Text.Json.Nodes.JsonNode.Parse(await saved.Content.ReadAsStringAsync())!.Text("draftId");

        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/start/leave?draft={id}")).Html.ShouldContain("写到一半");
        (await (await Visitor.SignInAsync(hall, "u031")).SeeAsync($"/start/leave?draft={id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
