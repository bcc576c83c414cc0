using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Start;

public sealed class When_a_draft_is_kept
{
    [Fact]
    public async Task It_is_saved_unchecked_and_becomes_the_case_under_the_same_id()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");

        var draft = await clerk.PostAsync("procedures/leave/cases", new { form = new { type = "annual", to = "2026-11-01", from = "2026-12-01" }, draft = true });
        draft["number"].ShouldBeNull();
        draft.Text("status").ShouldBe("draft");
        var submitted = await clerk.PostAsync("procedures/leave/cases", new { form = Leave.Form(), draft = false, id = draft.Text("id") });

        submitted.Text("id").ShouldBe(draft.Text("id"));
        submitted.Text("number").ShouldBe("QJ-2026-000001");
        (await clerk.InboxAsync("drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_tabs_notice_each_other()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var draft = await clerk.PostAsync("procedures/leave/cases", new { form = new { reason = "一" }, draft = true });
        var (id, version) = (draft.Text("id"), draft["version"]!.GetValue<long>());

        (await PutAsync(clerk, id, "二", version)).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(clerk, id, "三", version)).ShouldBeRefused(HttpStatusCode.Conflict, "changed-meanwhile");
        (await clerk.CaseAsync(Guid.Parse(id)))["form"]!.Text("reason").ShouldBe("二");
    }

    [Fact]
    public async Task It_is_nobody_elses()
    {
        await using var hall = await Hall.OpenAsync();
        var draft = await (await hall.AsAsync("u030")).PostAsync("procedures/leave/cases", new { form = new { reason = "一" }, draft = true });

        foreach (var other in new[] { "u022", "u004", "u006" })
        {
            (await (await hall.AsAsync(other)).GetAsync($"cases/{draft.Text("id")}")).Status.ShouldBe(HttpStatusCode.NotFound, other);
            (await (await hall.AsAsync(other)).TryPostAsync("procedures/leave/cases", new { form = Leave.Form(), draft = false, id = draft.Text("id") })).Status.ShouldBe(HttpStatusCode.NotFound, other);
        }
    }

    [Fact]
    public async Task It_can_be_thrown_away()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var draft = await clerk.PostAsync("procedures/leave/cases", new { form = new { reason = "一" }, draft = true });

        using var gone = await clerk.Client.DeleteAsync(new Uri($"/api/v1/drafts/{draft.Text("id")}", UriKind.Relative));

        gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await clerk.InboxAsync("drafts")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused()
    {
        await using var hall = await Hall.OpenAsync();

        (await (await hall.AsAsync("u030")).TryPostAsync("procedures/leave/cases", new { form = new { reason = new string('长', 70_000) }, draft = true }))
            .ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "draft-too-large");
    }

    private static async Task<Answer> PutAsync(Staff clerk, string id, string reason, long version)
    {
        using var body = System.Net.Http.Json.JsonContent.Create(new { form = new { reason }, version });
        return await Answer.ReadAsync(await clerk.Client.PutAsync(new Uri($"/api/v1/procedures/leave/drafts/{id}", UriKind.Relative), body));
    }
}
