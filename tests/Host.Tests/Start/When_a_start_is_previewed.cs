using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Start;

public sealed class When_a_start_is_previewed
{
    [Fact]
    public async Task It_counts_the_days_and_names_who_will_be_asked()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");

        var preview = await clerk.PostAsync("procedures/leave/preview", new { form = Leave.Form("2026-11-30", "2026-12-03") });

        preview["days"]!.GetValue<decimal>().ShouldBe(4m);
        preview["breakdown"]!.AsArray().Count.ShouldBe(4);
        preview["provisional"]!.GetValue<bool>().ShouldBeFalse();
        preview["refused"].ShouldBeNull();
        preview["steps"]!.AsArray().Select(s => s!.Text("step")).ShouldBe(["顶岗确认", "窗口负责人审批", "单位领导审批", "中心主任审批"]);
        preview["steps"]![0]!["persons"]![0]!.Text("name").ShouldBe("俞长卿");
        (await clerk.InboxAsync("started")).ShouldBeEmpty("a preview commits nothing");
        (await (await hall.AsAsync("u031")).InboxAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_tells_why_a_submission_would_be_refused()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.SubmittedAsync();

        var preview = await (await hall.AsAsync("u030")).PostAsync("procedures/leave/preview", new { form = Leave.Form() });

        preview["refused"]!.Text("code").ShouldBe("leave-overlap");
        preview["days"]!.GetValue<decimal>().ShouldBe(2m);
    }

    [Fact]
    public async Task The_submission_then_asks_those_whom_the_preview_named()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");
        var previewed = (await clerk.PostAsync("procedures/leave/preview", new { form = Leave.Form() }))["steps"]!.AsArray().Select(s => s!.Text("stepId")).ToList();

        var leave = await hall.SubmittedAsync();

        var timeline = (await clerk.CaseAsync(leave))["timeline"]!.AsArray();
        timeline.Skip(1).Select(l => l!.Text("stepId")).ShouldBe(previewed);
    }

    [Fact]
    public async Task Unknown_procedures_are_not_there()
    {
        await using var hall = await Hall.OpenAsync();
        var clerk = await hall.AsAsync("u030");

        (await clerk.GetAsync("procedures")).Expect().AsArray().Select(p => p!.Text("key")).ShouldContain("leave");
        (await clerk.TryPostAsync("procedures/holiday/preview", new { form = Leave.Form() })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/start/holiday")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
