using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Inbox;

/// <summary>A silent window head's task is offered to the deputy leader, too: one row, two candidates.</summary>
public sealed class When_a_task_is_shared
{
    [Fact]
    public async Task Of_two_who_claim_it_one_gets_it_and_the_other_is_told_who_has_it()
    {
        await using var hall = await Hall.OpenAsync();
        var (leave, task) = await EscalatedAsync(hall);
        var (head, deputy) = (await hall.AsAsync("u022"), await hall.AsAsync("u020"));

        var answers = await Task.WhenAll(head.TryPostAsync($"tasks/{task}/claim"), deputy.TryPostAsync($"tasks/{task}/claim"));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        var refused = answers.Single(a => a.Status != HttpStatusCode.OK);
        refused.ShouldBeRefused(HttpStatusCode.Conflict, "task-claimed-by-other");
        refused.Body!.Text("detail").ShouldMatch("汪初晴|温若兰");
        leave.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_claimed_task_is_decided_by_its_holder_only_until_he_gives_it_back()
    {
        await using var hall = await Hall.OpenAsync();
        var (leave, task) = await EscalatedAsync(hall);
        var (head, deputy) = (await hall.AsAsync("u022"), await hall.AsAsync("u020"));

        (await deputy.PostAsync($"tasks/{task}/claim")).Text("state").ShouldBe("assigned");
        (await head.InboxAsync()).ShouldBeEmpty();
        (await head.TryPostAsync($"tasks/{task}/complete", new { outcome = "agree" })).ShouldBeRefused(HttpStatusCode.Conflict, "task-claimed-by-other");
        (await head.TryPostAsync($"tasks/{task}/release")).ShouldBeRefused(HttpStatusCode.Conflict, "task-not-held");
        (await deputy.PostAsync($"tasks/{task}/release")).Text("state").ShouldBe("created");
        await head.DecideAsync(leave, "agree");

        (await deputy.InboxAsync()).ShouldNotContain(i => i.Text("id") == $"{task}");
    }

    private static async Task<(Guid Leave, Guid Task)> EscalatedAsync(Hall hall)
    {
        var leave = await hall.AcceptedAsync("2026-12-07", "2026-12-07");
        var task = await hall.TaskIdAsync("u022", leave);
        await hall.AdvanceToAsync(Hall.At(2026, 11, 26));
        return (leave, task);
    }
}
