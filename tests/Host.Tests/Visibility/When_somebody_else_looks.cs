using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Visibility;

/// <summary>A leave of u030 (window W04 of unit U04) that waits for its window head. What is not his to see is not there: page and API alike.</summary>
public sealed class When_somebody_else_looks
{
    [Theory]
    [InlineData("u030", true, "the applicant")]
    [InlineData("u031", true, "the stand-in, who was asked")]
    [InlineData("u022", true, "the window head, whom it waits for")]
    [InlineData("u013", true, "the leader of the applicant's unit")]
    [InlineData("u020", true, "his deputy")]
    [InlineData("u004", true, "the centre's director")]
    [InlineData("u006", true, "personnel")]
    [InlineData("u007", true, "attendance")]
    [InlineData("u001", true, "the bureau's director")]
    [InlineData("u011", true, "the auditor")]
    [InlineData("u032", false, "a colleague of the window who has nothing to do with it")]
    [InlineData("u038", false, "a clerk of another window")]
    [InlineData("u023", false, "the head of another window")]
    [InlineData("u012", false, "the leader of another unit")]
    [InlineData("u010", false, "the administrator")]
    [InlineData("u009", false, "another officer of the centre")]
    public async Task Exactly_these_see_it(string person, bool sees, string why)
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.AcceptedAsync();
        var task = await hall.TaskIdAsync("u022", leave);
        var expected = sees ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        var (staff, visitor) = (await hall.AsAsync(person), await Visitor.SignInAsync(hall, person));

        foreach (var address in new[] { $"cases/{leave}", $"cases/{leave}/flow", $"tasks/{task}" })
            (await staff.GetAsync(address)).Status.ShouldBe(expected, $"{address}: {why}");
        foreach (var address in new[] { $"/cases/{leave}", $"/cases/{leave}/print", $"/tasks/{task}" })
            (await visitor.SeeAsync(address)).Status.ShouldBe(expected, $"{address}: {why}");
        if (sees) return;

        foreach (var action in new[] { $"tasks/{task}/complete", $"tasks/{task}/claim", $"tasks/{task}/release", $"cases/{leave}/withdraw" })
            (await staff.TryPostAsync(action, new { outcome = "agree" })).Status.ShouldBe(HttpStatusCode.NotFound, $"{action}: {why}");
    }

    [Fact]
    public async Task Unknown_and_invisible_are_answered_alike()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await hall.SubmittedAsync();
        var stranger = await hall.AsAsync("u038");

        var invisible = await stranger.GetAsync($"cases/{leave}");
        var unknown = await stranger.GetAsync($"cases/{Guid.NewGuid()}");

        invisible.Body!["detail"]!.ToJsonString().ShouldBe(unknown.Body!["detail"]!.ToJsonString());
        invisible.Code.ShouldBe(unknown.Code);
        invisible.Status.ShouldBe(unknown.Status);
    }

    [Fact]
    public async Task Who_has_decided_may_read_it_afterwards()
    {
        await using var hall = await Hall.OpenAsync();
        var leave = await (await hall.AsAsync("u032")).ApplyForLeaveAsync("2026-11-30", "2026-11-30", "LX0030");
        await (await hall.AsAsync("u030")).DecideAsync(leave, "refuse", "另有安排。");

        (await (await hall.AsAsync("u030")).GetAsync($"cases/{leave}")).Status.ShouldBe(HttpStatusCode.OK);
        (await (await hall.AsAsync("u031")).GetAsync($"cases/{leave}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Messages_are_ones_own()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.SubmittedAsync();
        var standIn = await hall.AsAsync("u031");
        var messages = (await standIn.GetAsync("messages")).Expect();
        var id = messages["items"]![0]!.Text("id");

        messages["unread"]!.GetValue<int>().ShouldBe(1);
        messages["items"]![0]!.Text("textKey").ShouldBe("task.assigned");
        messages["items"]![0]!.Text("text").ShouldContain("顶岗确认");
        (await (await hall.AsAsync("u038")).TryPostAsync($"messages/{id}/read")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await standIn.PostAsync($"messages/{id}/read"))["unread"]!.GetValue<int>().ShouldBe(0);
    }
}
