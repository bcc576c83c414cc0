using System.Net;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Procedures;

/// <summary>One hall for all: the procedure is drawn, set up and published once.</summary>
public sealed class When_a_procedure_is_made_from_nothing : IAsyncLifetime
{
    private Hall hall = null!;
    private Visitor owner = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.OpenAsync();
        await Seal_use.DrawAsync(hall);
        owner = await Visitor.SignInAsync(hall, "u006");
    }

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task It_is_a_drawing_until_it_is_set_up_and_published()
    {
        (await owner.SeeAsync("/admin/procedures")).Html.ShouldContain("尚未设为可发起的事项");
        (await owner.SeeAsync($"/admin/procedures/{Seal_use.Id}")).Html.ShouldContain("这个流程还不能由人员发起");

        await Seal_use.SetUpAsync(owner);

        (await owner.SeeAsync($"/admin/procedures/{Seal_use.Id}")).Html.ShouldContain("设置已保存在第 1 版草稿里，发布后生效。");
        (await KeysAsync("u030")).ShouldNotContain("seal-use");
        using (await Seal_use.PublishAsync(owner)) { }
        (await KeysAsync("u030")).ShouldContain("seal-use");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/start")).Html.ShouldContain("综合事务");
        (await owner.SeeAsync("/admin/procedures/seal-use")).Status.ShouldBe(HttpStatusCode.OK, "a published procedure is found by its key as well");
    }

    [Fact]
    public async Task A_request_is_numbered_titled_decided_and_closed_as_it_was_decided()
    {
        await StartableAsync();
        var (clerk, head, officer) = (await hall.AsAsync("u030"), await hall.AsAsync("u022"), await hall.AsAsync("u006"));

        var first = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章", details = "一式两份" } }))["id"]!.GetValue<Guid>();
        var second = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "急件用章", details = "急" } }))["id"]!.GetValue<Guid>();
        var third = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "介绍信" } }))["id"]!.GetValue<Guid>();
        await head.DecideAsync(first, "agree");
        await officer.DecideAsync(first, "agree");
        await head.DecideAsync(second, "agree");
        await head.DecideAsync(third, "reject", "用途不明");

        var name = (await clerk.CaseAsync(first))["title"]!.ToString().Split(" · ")[1];
        (await StandingAsync(clerk, first)).ShouldBe(("YZ-2026-0001", $"合同用章 · {name}", "approved"));
        (await StandingAsync(clerk, second)).ShouldBe(("YZ-2026-0002", $"急件用章 · {name}", "approved"), "the script saw what was typed, and the second step was passed by");
        (await StandingAsync(clerk, third)).ShouldBe(("YZ-2026-0003", $"介绍信 · {name}", "rejected"));
        System.Text.RegularExpressions.Regex.Unescape((await clerk.GetAsync("messages")).Expect().ToJsonString()).ShouldContain("您的申请已办结：合同用章");
    }

    [Fact]
    public async Task The_summary_stands_below_the_title_and_skips_what_was_left_empty()
    {
        await StartableAsync();
        var clerk = await hall.AsAsync("u030");
        var full = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章", details = "一式两份" } }))["id"]!.GetValue<Guid>();
        var brief = (await clerk.PostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章" } }))["id"]!.GetValue<Guid>();
        var visitor = await Visitor.SignInAsync(hall, "u030");

        (await visitor.SeeAsync($"/cases/{full}")).Html.ShouldContain("：一式两份</p>");
        (await visitor.SeeAsync($"/cases/{brief}")).Html.ShouldNotContain("：</p>");
        (await visitor.SeeAsync($"/cases/{full}")).Html.ShouldNotContain($"/cases/{full}/print", Case.Sensitive, "there is no paper form of it");
    }

    [Fact]
    public async Task Its_form_on_the_page_previews_who_will_decide()
    {
        await StartableAsync();
        var visitor = await Visitor.SignInAsync(hall, "u030");

        using var answer = await visitor.SubmitAsync("/start/seal-use", "/start/seal-use", ("subject", "合同用章"), ("preview", "true"));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("窗口负责人审核");
        using var draft = await visitor.SubmitAsync("/start/seal-use", "/start/seal-use", ("subject", "合同用章"), ("draft", "true"));
        draft.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Only_those_who_may_start_it_find_it()
    {
        await Seal_use.SetUpAsync(owner, ("starters", "roles"), ("roles", "WindowHead"));
        using (await Seal_use.PublishAsync(owner)) { }

        (await KeysAsync("u022")).ShouldContain("seal-use");
        (await KeysAsync("u030")).ShouldNotContain("seal-use");
        (await (await hall.AsAsync("u030")).TryPostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章" } })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/start/seal-use")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.SeeAsync("/admin/procedures")).Html.ShouldContain("窗口负责人");
    }

    private async Task StartableAsync()
    {
        await Seal_use.SetUpAsync(owner);
        using var published = await Seal_use.PublishAsync(owner);
        published.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await published.Content.ReadAsStringAsync());
    }

    private static async Task<(string, string, string)> StandingAsync(Staff clerk, Guid id)
    {
        var seen = await clerk.CaseAsync(id);
        return (seen.Text("number"), seen.Text("title"), seen.Text("status"));
    }

    private async Task<IEnumerable<string>> KeysAsync(string person) =>
        (await (await hall.AsAsync(person)).GetAsync("procedures")).Expect().AsArray().Select(p => p!["key"]!.ToString()).ToList();
}
