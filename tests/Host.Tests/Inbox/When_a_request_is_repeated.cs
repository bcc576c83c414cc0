using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Inbox;

/// <summary>The same Idempotency-Key: the first answer, byte for byte, and nothing done twice.</summary>
public sealed class When_a_request_is_repeated
{
    [Fact]
    public async Task A_start_is_one_case()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var body = new { form = Leave.Form(), draft = false };

        var first = await clerk.TryPostAsync("procedures/leave/cases", body, "start-0001");
        await hall.RestartAsync();
        var second = await (await hall.AsAsync("u030")).TryPostAsync("procedures/leave/cases", body, "start-0001");

        first.Status.ShouldBe(HttpStatusCode.Created, first.ToString());
        second.ToString().ShouldBe(first.ToString());
        (await (await hall.AsAsync("u030")).InboxAsync("started")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        await clerk.PostAsync("procedures/leave/cases", new { form = Leave.Form(), draft = false }, "start-0001");

        var other = await clerk.TryPostAsync("procedures/leave/cases", new { form = Leave.Form("2026-12-07", "2026-12-07"), draft = false }, "start-0001");

        other.ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Keys_of_different_people_never_meet()
    {
        await using var hall = await Hall.OpenAsync();
        var first = await (await hall.AsAsync("u030")).TryPostAsync("procedures/leave/cases", new { form = Leave.Form(), draft = false }, "start-0001");
        var second = await (await hall.AsAsync("u038")).TryPostAsync("procedures/leave/cases", new { form = Leave.Form(standIn: "LX0037"), draft = false }, "start-0001");

        second.Status.ShouldBe(HttpStatusCode.Created, second.ToString());
        second.Body!.Text("id").ShouldNotBe(first.Body!.Text("id"));
    }

    [Fact]
    public async Task The_first_answer_stays_although_the_case_has_moved_on()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);
        var head = await hall.AsAsync("u022");

        var first = await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "agree", opinion = "同意。" }, "decide-01");
        await (await hall.AsAsync("u030")).PostAsync($"cases/{leave}/withdraw");
        var second = await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "agree", opinion = "同意。" }, "decide-01");

        second.ToString().ShouldBe(first.ToString());
        first.Body!.Text("caseStatus").ShouldBe("running");
    }

    [Fact]
    public async Task A_withdrawal_and_a_draft_are_answered_alike()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var leave = await hall.SubmittedAsync();
        var draft = new { form = new { reason = "草稿" }, draft = true };

        var withdrawn = await clerk.TryPostAsync($"cases/{leave}/withdraw", new { }, "withdraw-1");
        (await clerk.TryPostAsync($"cases/{leave}/withdraw", new { }, "withdraw-1")).ToString().ShouldBe(withdrawn.ToString());

        var saved = await clerk.TryPostAsync("procedures/leave/cases", draft, "draft-0001");
        (await clerk.TryPostAsync("procedures/leave/cases", draft, "draft-0001")).ToString().ShouldBe(saved.ToString());
        (await clerk.InboxAsync("drafts")).Count.ShouldBe(1);
    }
}
