using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Tasks;

[Collection(PanelCollection.Name)]
public sealed class When_a_panel_decides(PanelHall panel)
{
    private readonly Hall hall = panel.Hall;

    [Fact]
    public async Task The_third_of_five_ends_a_vote_of_sixty_percent_across_a_restart()
    {
        var id = await hall.AtPanelAsync("vote");
        var last = await hall.TaskIdAsync("u016", id);

        await (await hall.AsAsync("u012")).DecideAsync(id, "yes", "同意。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u013")).DecideAsync(id, "yes");
        (await (await hall.AsAsync("u030")).CaseAsync(id)).Text("status").ShouldBe("running");
        await (await hall.AsAsync("u014")).DecideAsync(id, "yes");

        var seen = await (await hall.AsAsync("u030")).CaseAsync(id);
        seen.Text("status").ShouldBe("approved");
        seen["timeline"]!.AsArray().Count(line => line!.Text("stepId") is "panel" && line!["outcome"]?.GetValue<string>() is "yes").ShouldBe(3, "a line for each decision");
        string.Concat(seen["timeline"]!.AsArray().Select(line => line!["why"])).ShouldContain("票决：5 人，60% 以上同意即通过");
        string.Concat(seen["timeline"]!.AsArray().Select(line => line!["why"])).ShouldContain("同意 3 人；结果：同意");
        var late = await hall.AsAsync("u016");
        (await hall.IsAskedAsync("u016", id)).ShouldBeFalse();
        (await late.TryPostAsync($"tasks/{last}/complete", new { outcome = "yes" })).ShouldBeRefused(HttpStatusCode.Conflict, "task-already-decided");
        (await (await Visitor.SignInAsync(hall, "u016")).SeeAsync($"/tasks/{last}")).Html.ShouldContain("这个事项已经结束");
    }

    [Fact]
    public async Task What_others_say_is_hidden_until_all_have_answered()
    {
        var id = await hall.AtPanelAsync("scores");
        var first = await hall.TaskIdAsync("u012", id);

        await (await hall.AsAsync("u012")).DecideAsync(id, "no", "条件不符");
        await hall.RestartAsync();

        foreach (var person in (string[])["u013", "u030", "u004"])
        {
            var seen = (await (await hall.AsAsync(person)).CaseAsync(id)).Plain();
            seen.ShouldNotContain("条件不符", customMessage: person);
            seen.ShouldNotContain("\"outcome\":\"no\"", customMessage: person);
            (await (await Visitor.SignInAsync(hall, person)).SeeAsync($"/cases/{id}")).Html.ShouldNotContain("条件不符", customMessage: person);
        }

        (await (await hall.AsAsync("u013")).GetAsync($"tasks/{first}")).Body!["opinion"].ShouldBeNull();
        (await (await hall.AsAsync("u012")).CaseAsync(id)).Plain().ShouldContain("条件不符", customMessage: "he knows what he wrote");
        foreach (var person in Panel.Members.Skip(1)) await (await hall.AsAsync(person)).DecideAsync(id, "yes");
        var over = await (await hall.AsAsync("u030")).CaseAsync(id);
        over.Text("status").ShouldBe("rejected");
        over.Plain().ShouldContain("条件不符");
    }

    [Fact]
    public async Task In_turn_each_is_asked_when_the_one_before_has_decided()
    {
        var id = await hall.AtPanelAsync("chain");
        (await hall.IsAskedAsync("u013", id)).ShouldBeFalse();

        await hall.AdvanceToAsync(Hall.At(2026, 11, 25, 10));
        await hall.RestartAsync();
        await (await hall.AsAsync("u012")).DecideAsync(id, "yes");

        var task = await (await hall.AsAsync("u013")).TaskOfAsync(id);
        task["due"]!.GetValue<DateTimeOffset>().ShouldBe(Hall.At(2026, 11, 27, 17, 30), "two working days from when it came to him");
        var timeline = (await (await hall.AsAsync("u030")).CaseAsync(id))["timeline"]!.AsArray();
        timeline.Single(line => line!.Text("state") is "predicted" && line!.Text("stepId") is "panel")!["persons"]!.AsArray().Count.ShouldBe(3, "whose turn comes then");
        await (await hall.AsAsync("u013")).DecideAsync(id, "no", "不同意");
        (await hall.IsAskedAsync("u014", id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_definition_that_could_not_be_counted_is_not_published()
    {

        var answer = await hall.TryPublishPanelAsync("wrong", ("mode", "ratio"), ("ratio", 0), ("vetoOutcomes", new System.Text.Json.Nodes.JsonArray("shrug")));

        answer.Select(f => f.Input).Order().ShouldBe(["ratio", "vetoOutcomes"]);
    }
}
