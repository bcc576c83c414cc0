using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Tasks;

/// <summary>Out of a step of five, of whom one has answered.</summary>
[Collection(PanelCollection.Name)]
public sealed class When_a_task_is_returned_to_an_earlier_step(PanelHall panel)
{
    private readonly Hall hall = panel.Hall;

    [Fact]
    public async Task What_it_would_end_and_begin_is_said_before()
    {
        var (id, task) = await AtPanelAsync();

        var places = (await (await hall.AsAsync("u013")).GetAsync($"tasks/{task}/return")).Expect().AsArray();

        places.Select(p => $"{p!.Text("to")} {p!.Text("mode")}").ShouldBe(["supplement straightBack", "supplement full", "draft straightBack", "draft full"]);
        places[2]!["closes"]!.AsArray().Count.ShouldBe(4, "everybody of the step who has not answered");
        places[2]!["opens"]!.AsArray().Select(o => o!.GetValue<string>()).ShouldBe(["初审"]);
        var html = (await (await Visitor.SignInAsync(hall, "u013")).SeeAsync($"/tasks/{task}?do=return-to")).Html;
        html.ShouldContain("结束 您的这一步");
        html.ShouldContain("重新开始 初审");
        html.ShouldContain("name=\"mode\" value=\"straightBack\"");
        html.ShouldContain($"action=\"/tasks/{task}/return-to\"");
        id.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Straight_back_it_comes_to_the_same_step_once_the_earlier_one_is_done()
    {
        var (id, task) = await AtPanelAsync();

        await (await hall.AsAsync("u013")).PostAsync($"tasks/{task}/return", new { to = "supplement", mode = "straightBack", opinion = "请补充体检表" });
        await hall.RestartAsync();

        foreach (var member in Panel.Members) (await hall.IsAskedAsync(member, id)).ShouldBeFalse(member);
        var closed = (await (await hall.AsAsync("u015")).GetAsync($"tasks/{await ClosedTaskAsync("u015", id)}")).Expect();
        closed.Text("state").ShouldBe("canceled");
        var back = await (await hall.AsAsync("u030")).CaseAsync(id);
        var line = back["timeline"]!.AsArray().Single(l => l!["outcome"] is null && l!["outcomeLabel"]?.GetValue<string>() is "退回")!;
        (line.Text("opinion"), line.Text("state")).ShouldBe(("请补充体检表", "done"));
        line["why"]!.GetValue<string>().ShouldContain("退回到“补充材料”");
        await (await hall.AsAsync("u030")).DecideAsync(id, "yes", "已补充");
        foreach (var member in Panel.Members) await (await hall.AsAsync(member)).DecideAsync(id, "yes");
        (await (await hall.AsAsync("u030")).CaseAsync(id)).Text("status").ShouldBe("approved");
    }

    [Fact]
    public async Task In_full_the_case_goes_through_all_steps_again()
    {
        var (id, task) = await AtPanelAsync();
        var member = await Visitor.SignInAsync(hall, "u013");

        using var done = await member.SubmitAsync(
            $"/tasks/{task}?do=return-to", $"/tasks/{task}/return-to", ("to", "draft"), ("mode", "full"), ("opinion", "初审意见不全"), ("idempotencyKey", $"{task:N}"));

        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await member.SeeAsync("/inbox")).Html.ShouldContain("已退回。");
        await hall.RestartAsync();
        await (await hall.AsAsync("u007")).DecideAsync(id, "yes");
        (await hall.IsAskedAsync("u012", id)).ShouldBeTrue("who had answered is asked again");
        (await hall.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_reason_a_place_or_the_right_it_is_refused()
    {
        var (_, task) = await AtPanelAsync();
        var member = await hall.AsAsync("u013");

        (await member.TryPostAsync($"tasks/{task}/return", new { to = "draft", opinion = " " })).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "opinion-required");
        (await member.TryPostAsync($"tasks/{task}/return", new { to = "done", opinion = "退" })).ShouldBeRefused(HttpStatusCode.UnprocessableEntity, "return-place-unknown");
        (await (await hall.AsAsync("u014")).TryPostAsync($"tasks/{task}/return", new { to = "draft", opinion = "退" })).ShouldBeRefused(HttpStatusCode.Forbidden, "not-your-task");
        (await (await hall.AsAsync("u040")).TryPostAsync($"tasks/{task}/return", new { to = "draft", opinion = "退" })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
        var leave = await hall.AcceptedAsync("2027-01-11", "2027-01-11");
        var heads = await hall.TaskIdAsync("u022", leave);
        (await (await hall.AsAsync("u022")).TryPostAsync($"tasks/{heads}/return", new { to = "stand-in", opinion = "退" })).ShouldBeRefused(HttpStatusCode.Forbidden, "verb-not-allowed");
    }

    private async Task<(Guid Case, Guid Task)> AtPanelAsync()
    {
        var id = await hall.AtPanelAsync("back");
        await (await hall.AsAsync("u012")).DecideAsync(id, "yes");
        return (id, await hall.TaskIdAsync("u013", id));
    }

    private async Task<string> ClosedTaskAsync(string person, Guid id)
    {
        var rows = (await (await hall.AsAsync(person)).CaseAsync(id))["tasks"]!.AsArray();
        return rows.Last(t => t!["assignee"]?["name"]?.GetValue<string>() is not null && t!.Text("stepId") is "panel" && t!.Text("state") is "canceled")!.Text("id");
    }
}
