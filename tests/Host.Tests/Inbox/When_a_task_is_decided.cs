using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Inbox;

public sealed class When_a_task_is_decided
{
    [Fact]
    public async Task The_task_tells_what_can_be_answered()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();

        var task = await (await hall.AsAsync("u022")).TaskOfAsync(leave);

        task.Text("stepId").ShouldBe("window-head");
        task.Text("step").ShouldBe("窗口负责人审批");
        task["outcomes"]!.AsArray().Select(o => $"{o!.Text("key")}/{o!.Text("intent")}/{o!["opinionRequired"]}")
            .ShouldBe(["agree/positive/false", "reject/negative/true", "return/neutral/true"]);
        task["rights"]!.Text("reason").ShouldBe("read");
        task["form"]!.Text("reason").ShouldBe("回乡探亲");
        task["due"].ShouldNotBeNull();
        task["reasons"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task It_leaves_the_one_list_and_enters_the_other_at_once()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var head = await hall.AsAsync("u022");

        var answer = await head.DecideAsync(leave, "agree", "同意。");

        answer.Text("state").ShouldBe("completed");
        answer.Text("outcome").ShouldBe("agree");
        answer.Text("caseStatus").ShouldBe("running");
        answer["caseId"]!.GetValue<Guid>().ShouldBe(leave);
        (await head.InboxAsync()).ShouldBeEmpty();
        (await head.InboxAsync("done")).Count.ShouldBe(1);
        var counts = (await head.GetAsync("inbox/counts")).Expect();
        counts["todo"]!.GetValue<int>().ShouldBe(0);
        counts["done"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Each_refusal_has_its_code_and_sentence()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);
        var head = await hall.AsAsync("u022");

        (await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "approve" })).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "outcome-unknown");
        var silent = await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "reject" });
        silent.ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "opinion-required");
        silent.Body!["errors"]!["opinion"].ShouldNotBeNull();
        (await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "agree", form = new { reason = "改写" } })).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "form-invalid");
        (await (await hall.AsAsync("u030")).TryPostAsync($"tasks/{task}/complete", new { outcome = "agree" })).ShouldBeRefused(HttpStatusCode.Forbidden, "not-your-task");
        (await (await hall.AsAsync("u038")).TryPostAsync($"tasks/{task}/complete", new { outcome = "agree" })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
        (await head.TryPostAsync($"tasks/{Guid.NewGuid()}/complete", new { outcome = "agree" })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_second_decision_is_told_by_whom_and_when()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        await (await hall.AsAsync("u022")).DecideAsync(leave, "agree");
        var leaders = await hall.TaskIdAsync("u013", leave);
        await (await hall.AsAsync("u020")).DecideAsync(leave, "agree");

        var late = await (await hall.AsAsync("u013")).TryPostAsync($"tasks/{leaders}/complete", new { outcome = "agree" });

        late.ShouldBeRefused(HttpStatusCode.Conflict, "task-already-decided");
        late.Body!.Text("detail").ShouldContain("温若兰");
        late.Body!.Text("detail").ShouldContain("09:00");
    }
}
