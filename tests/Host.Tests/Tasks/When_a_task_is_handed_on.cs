using System.Net;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Tasks;

/// <summary>The five of a step whose members may do everything with their tasks.</summary>
[Collection(PanelCollection.Name)]
public sealed class When_a_task_is_handed_on(PanelHall panel)
{
    private readonly Hall hall = panel.Hall;

    [Fact]
    public async Task A_transferred_task_is_the_other_ones_and_the_case_shows_both()
    {
        var (id, task) = await AtPanelAsync();
        var member = await Visitor.SignInAsync(hall, "u012");

        (await member.SeeAsync($"/tasks/{task}?do=transfer")).Html.ShouldContain($"value=\"{await hall.StaffNoAsync("u020")}\"");
        using var done = await member.SubmitAsync(
            $"/tasks/{task}?do=transfer", $"/tasks/{task}/transfer", ("to", await hall.StaffNoAsync("u020")), ("opinion", "由分管领导办"), ("idempotencyKey", $"{task:N}"));
        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await hall.RestartAsync();

        (await hall.IsAskedAsync("u012", id)).ShouldBeFalse();
        var other = await hall.AsAsync("u020");
        (await other.TaskOfAsync(id)).Text("askedAs").ShouldBe("transferred");
        (await (await Visitor.SignInAsync(hall, "u020")).SeeAsync("/inbox")).Html.ShouldContain("转办");
        await other.DecideAsync(id, "yes");
        string.Concat((await other.CaseAsync(id))["timeline"]!.AsArray().Select(l => l!["why"])).ShouldContain("转办给");
        (await AuditAsync(id)).ShouldContain("转办");
    }

    [Fact]
    public async Task A_delegated_task_comes_back_across_a_restart()
    {
        var (id, task) = await AtPanelAsync();
        var member = await hall.AsAsync("u012");

        await member.PostAsync($"tasks/{task}/delegate", new { to = "u020" });
        (await member.TryPostAsync($"tasks/{task}/complete", new { outcome = "yes" })).ShouldBeRefused(HttpStatusCode.Conflict, "task-waits");
        await hall.RestartAsync();
        await (await hall.AsAsync("u020")).DecideAsync(id, "no", "建议不同意");

        var back = await (await hall.AsAsync("u012")).TaskOfAsync(id);
        back.Text("id").ShouldBe($"{task}");
        var timeline = (await (await hall.AsAsync("u012")).CaseAsync(id))["timeline"]!.Plain();
        await (await hall.AsAsync("u012")).DecideAsync(id, "yes");
        timeline.ShouldContain("建议不同意");
        (await hall.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_can_be_added_on_the_page_without_scripts()
    {
        var (id, task) = await AtPanelAsync();
        var member = await Visitor.SignInAsync(hall, "u012");
        (await member.SeeAsync($"/tasks/{task}?do=add-sign")).Html.ShouldContain("type=\"checkbox\" name=\"persons\"");

        using var done = await member.SubmitAsync(
            $"/tasks/{task}?do=add-sign", $"/tasks/{task}/add-sign", ("persons", await hall.StaffNoAsync("u019")), ("persons", await hall.StaffNoAsync("u020")), ("position", "before"), ("idempotencyKey", $"{task:N}"));

        done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await member.SeeAsync($"/tasks/{task}")).Html.ShouldContain("其他人先办理");
        foreach (var person in (string[])["u019", "u020", "u012"]) await (await hall.AsAsync(person)).DecideAsync(id, "yes");
    }

    [Fact]
    public async Task Whom_it_can_not_go_to_is_said_on_the_page_and_nothing_is_lost()
    {
        var (_, task) = await AtPanelAsync();
        var member = await Visitor.SignInAsync(hall, "u012");

        using var refused = await member.SubmitAsync(
            $"/tasks/{task}?do=transfer", $"/tasks/{task}/transfer", ("to", await hall.StaffNoAsync("u030")), ("opinion", "请自己办"), ("idempotencyKey", $"{task:N}"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("是申请人，不能办理本人的申请");
        html.ShouldContain("请自己办</textarea>");
        (await (await hall.AsAsync("u014")).TryPostAsync($"tasks/{task}/transfer", new { to = "u020" })).ShouldBeRefused(HttpStatusCode.Forbidden, "not-your-task");
        (await (await hall.AsAsync("u040")).TryPostAsync($"tasks/{task}/transfer", new { to = "u020" })).ShouldBeRefused(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_copy_is_among_the_copies_of_whoever_got_it_and_nothing_to_decide()
    {
        var (id, task) = await AtPanelAsync();
        var reader = await hall.AsAsync("u040");
        (await reader.GetAsync($"cases/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await (await hall.AsAsync("u012")).PostAsync($"tasks/{task}/copy", new { to = new[] { "u040" }, opinion = "请知悉" });

        (await reader.InboxAsync("cc"))[0]["caseId"]!.GetValue<Guid>().ShouldBe(id);
        (await reader.GetAsync("inbox/counts")).Expect()["cc"]!.GetValue<int>().ShouldBe(1);
        (await hall.IsAskedAsync("u040", id)).ShouldBeFalse();
        (await reader.CaseAsync(id)).Text("status").ShouldBe("running");
        (await reader.TryPostAsync($"tasks/{task}/complete", new { outcome = "yes" })).ShouldBeRefused(HttpStatusCode.Forbidden, "not-your-task");
        (await (await Visitor.SignInAsync(hall, "u040")).SeeAsync("/inbox?view=cc")).Html.ShouldContain($"/cases/{id}");
    }

    [Fact]
    public async Task The_applicant_urges_from_his_case_once_a_day_and_sees_whether_it_was_read()
    {
        var (id, task) = await AtPanelAsync();
        var clerk = await Visitor.SignInAsync(hall, "u030");
        (await clerk.SeeAsync($"/cases/{id}")).Html.ShouldContain("未读");

        using var urged = await clerk.SubmitAsync($"/cases/{id}", $"/tasks/{task}/urge", ("case", $"{id}"), ("idempotencyKey", $"{task:N}"));
        urged.Headers.Location!.ToString().ShouldBe($"/cases/{id}");
        await hall.RestartAsync();

        (await (await hall.AsAsync("u030")).TryPostAsync($"tasks/{task}/urge")).ShouldBeRefused(HttpStatusCode.Conflict, "urged-already");
        (await (await hall.AsAsync("u013")).TryPostAsync($"tasks/{task}/urge")).ShouldBeRefused(HttpStatusCode.Forbidden, "urge-not-yours");
        var holder = await Visitor.SignInAsync(hall, "u012");
        (await holder.SeeAsync("/inbox")).Html.ShouldContain("催办 1 次");
        await holder.SeeAsync($"/tasks/{task}");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync($"/cases/{id}")).Html.ShouldContain("已读 ");
    }

    private async Task<(Guid Case, Guid Task)> AtPanelAsync()
    {
        var id = await hall.AtPanelAsync("hand");
        return (id, await hall.TaskIdAsync("u012", id));
    }

    private async Task<string> AuditAsync(Guid id) => (await (await Visitor.SignInAsync(hall, "u004")).SeeAsync($"/cases/{id}")).Html;
}
