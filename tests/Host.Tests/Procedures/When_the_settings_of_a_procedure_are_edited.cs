using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StaffFlows.Host.Tests.StudioApi;
using StaffFlows.Testing;
using StaffFlows.Workflows.Persistence;

namespace StaffFlows.Host.Tests.Procedures;

public sealed class When_the_settings_of_a_procedure_are_edited : IAsyncLifetime
{
    private const string Page = $"/admin/procedures/{Seal_use.Id}";

    private Hall hall = null!;
    private Owner studio = null!;
    private Visitor owner = null!;

    public async Task InitializeAsync()
    {
        hall = await Hall.OpenAsync();
        studio = await Seal_use.DrawAsync(hall);
        owner = await Visitor.SignInAsync(hall, "u006");
    }

    public async Task DisposeAsync() => await hall.DisposeAsync();

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost()
    {
        var wrong = new (string Field, string Value, string Sentence)[]
        {
            ("key", "Seal Use", "标识以小写字母开头"), ("key", "leave", "这个标识已由“请假”使用"), ("key", "", "e-key"), ("nameZh", "", "e-nameZh"), ("form", "nothing", "没有表单“nothing”"),
            ("starters", "roles", "请至少选一个可以发起的角色"), ("numberPattern", "YZ-{0:0000}", "编号格式须含一个 {year}"), ("numberPattern", "QJ-{year}-{0:0000}", "会与“请假”重号"),
            ("titlePattern", "{nothing} · {applicant}", "“nothing”不是所选表单的字段"), ("summaryPattern", "{subject", "花括号不成对"), ("order", "first", "请填 0 到 9999 的整数"),
        };
        foreach (var (field, value, sentence) in wrong)
        {
            using var answer = await owner.SubmitAsync(Page, Page, Seal_use.Settings(await owner.RevisionAsync(Page), (field, value), ("descriptionEn", "kept in the form")));

            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{field}: {value}");
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            html.ShouldContain(sentence, Case.Sensitive, $"{field}: {value}");
            html.ShouldContain("kept in the form");
            html.ShouldContain($"href=\"#{field}\"");
        }

        (await owner.SeeAsync(Page)).Html.ShouldContain("这个流程还不能由人员发起", Case.Sensitive, "nothing of it was stored");
    }

    [Fact]
    public async Task A_change_of_a_published_procedure_waits_in_a_draft_for_the_next_publication()
    {
        await Seal_use.SetUpAsync(owner);
        using (await Seal_use.PublishAsync(owner)) { }

        await Seal_use.SetUpAsync(owner, ("nameZh", "用印"));

        (await owner.SeeAsync(Page)).Html.ShouldContain("第 2 版草稿");
        (await NameAsync()).ShouldBe("用章");
        using (await Seal_use.PublishAsync(owner)) { }
        (await NameAsync()).ShouldBe("用印");
        await Seal_use.SetUpAsync(owner, ("nameZh", "用印"));
        (await owner.SeeAsync(Page)).Html.ShouldContain("设置没有变化");
    }

    [Fact]
    public async Task The_key_of_a_procedure_with_cases_stays()
    {
        await Seal_use.SetUpAsync(owner);
        using (await Seal_use.PublishAsync(owner)) { }
        await (await hall.AsAsync("u030")).PostAsync("procedures/seal-use/cases", new { form = new { subject = "合同用章" } });

        using var answer = await owner.SubmitAsync(Page, Page, Seal_use.Settings(await owner.RevisionAsync(Page), ("key", "stamp-use")));

        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain("已有事项使用标识“seal-use”，不能再改。");
    }

    [Fact]
    public async Task Who_has_not_seen_the_change_of_another_keeps_what_he_typed()
    {
        var seen = await owner.RevisionAsync(Page);
        var drawn = await studio.OpenAsync(Seal_use.Id);
        drawn["description"] = "设计器里又改了";
        (await studio.SaveAsync(drawn)).Status.ShouldBe(HttpStatusCode.OK);

        using var answer = await owner.SubmitAsync(Page, Page, Seal_use.Settings(seen, ("nameZh", "用印")));

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain("祁思远已在");
        html.ShouldContain("您的设置还没有保存");
        html.ShouldContain("value=\"用印\"");
        await Seal_use.SetUpAsync(owner, ("nameZh", "用印"));
        (await studio.OpenAsync(Seal_use.Id))["description"]!.ToString().ShouldBe("设计器里又改了", "the settings are written into the newest drawing");
    }

    [Fact]
    public async Task The_designer_keeps_the_settings_and_the_change_is_in_the_audit()
    {
        await Seal_use.SetUpAsync(owner);
        var drawn = await studio.OpenAsync(Seal_use.Id);
        drawn["description"] = "设计器里又改了";
        (await studio.SaveAsync(drawn)).Status.ShouldBe(HttpStatusCode.OK);

        (await owner.SeeAsync(Page)).Html.ShouldContain("value=\"seal-use\"");
        (await hall.Services.GetRequiredService<AuditChain>().VerifyAsync($"definition:{Seal_use.Id}", default)).ShouldHaveSingleItem().Entries.ShouldBe(3);
    }

    [Fact]
    public async Task A_second_procedure_with_the_same_key_is_not_published()
    {
        await Seal_use.SetUpAsync(owner);
        using (await Seal_use.PublishAsync(owner)) { }
        var copy = await studio.OpenAsync(Seal_use.Id);
        (copy["definitionId"], copy["id"], copy["name"]) = ("copy", "copy", "用章申请副本");

        var (status, refusal) = await studio.SaveAsync(copy, publish: true);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Owner.Sentence(refusal).ShouldBe("事项标识“seal-use”已由流程“用章申请”使用。");
    }

    private async Task<string> NameAsync() =>
        (await (await hall.AsAsync("u030")).GetAsync("procedures")).Expect().AsArray().Single(p => p!["key"]!.ToString() == "seal-use")!["name"]!.ToString();
}
