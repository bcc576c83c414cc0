using System.Net;
using System.Text.Json.Nodes;
using StaffFlows.Host.Tests.Procedures;
using StaffFlows.Testing;

namespace StaffFlows.Host.Tests.Forms;

/// <summary>The process owner is u006; 面试评分表 is the form of a procedure that runs.</summary>
public sealed class When_a_form_is_designed(Interviews interviews) : IClassFixture<Interviews>
{
    private const string Page = "/admin/forms/interview";

    private readonly Hall hall = interviews.Hall;

    [Fact]
    public async Task A_field_is_added_looked_at_and_published_and_running_cases_keep_their_version()
    {
        var running = await interviews.SubmittedAsync();
        var owner = await Visitor.SignInAsync(hall, "u006");

        (await SaveAsync(owner, ("labelZh", "面试地点"), ("key", "place"), ("type", "text"), ("maxLength", "40"), ("right.start", "required"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await SaveAsync(owner, ("labelZh", "名次"), ("key", "rank"), ("type", "number"), ("table", "scores"), ("min", "1"), ("max", "9"), ("decimals", "0"), ("right.draft", "write"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var (_, draft) = await owner.SeeAsync(Page);
        draft.ShouldContain("name=\"place\"", customMessage: "the preview has the control itself");
        draft.ShouldContain("新增“名次”（scores.rank）");
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/start/interview")).Html.ShouldNotContain("name=\"place\"", customMessage: "not before it is published");

        (await PostAsync(owner, "publish", ("note", ""))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(owner, "publish", ("note", "增加地点和名次"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var (_, html) = await owner.SeeAsync(Page);
        html.ShouldContain("第 2 版");
        html.ShouldContain("增加地点和名次");
        html.ShouldContain("随系统提供 · 1 件办理中");

        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync("/start/interview")).Html.ShouldContain("name=\"place\"");
        (await (await hall.AsAsync("u007")).TaskOfAsync(running))["rights"]!.AsObject().ContainsKey("place").ShouldBeFalse("it keeps version 1");
        (await (await hall.AsAsync("u030")).TryPostAsync("procedures/interview/cases", Interviews.Application(new { person = "LX0031" }))).ShouldSay("place", "此项必填。");
    }

    [Theory]
    [InlineData("field", "key", "subject", "key-duplicate", "there already")]
    [InlineData("field", "key", "Place", "field-key-invalid", "no key")]
    [InlineData("field", "labelZh", "", "value-missing", "no name")]
    [InlineData("field", "max", "-1", "number-limits-crossed", "nothing would do")]
    [InlineData("field", "right.nowhere", "write", "form-step-unknown", "no such step")]
    [InlineData("remove", "path", "scores.person", "form-field-of-release", "its steps read it")]
    public async Task What_would_not_do_is_refused_with_a_sentence(string action, string name, string value, string code, string reason)
    {
        var owner = await Visitor.SignInAsync(hall, "u006");
        (string, string)[] usual = [("labelZh", "楼层"), ("key", "floor"), ("type", "number"), ("min", "0"), ("max", "9")];
        using var refused = await PostAsync(owner, action, [.. usual.Where(field => field.Item1 != name), (name, value)]);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, reason);
        var sentence = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows/messages/rejections.json")))![code]!["zh"]!.GetValue<string>();
        html.ShouldContain(sentence.Replace("{0}", code is "form-step-unknown" ? "nowhere" : value, StringComparison.Ordinal), customMessage: reason);
        if (action is "field") html.ShouldContain("value=\"楼层\"".Replace("楼层", name is "labelZh" ? "" : "楼层", StringComparison.Ordinal), customMessage: "what was typed is still there");
    }

    [Fact]
    public async Task Two_owners_do_not_overwrite_each_other()
    {
        var owner = await Visitor.SignInAsync(hall, "u006");
        var seen = await owner.RevisionAsync($"{Page}?add=");
        (await SaveAsync(owner, ("labelZh", "楼层"), ("key", $"floor{seen[..6]}"), ("type", "text"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        using var late = await owner.SubmitAsync(Page, $"{Page}/field", ("labelZh", "备注一"), ("key", "remark"), ("type", "text"), ("revision", seen));
        var html = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        html.ShouldContain("value=\"备注一\"");

        (await PostAsync(owner, "discard")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Only_process_owners_change_a_form()
    {
        (await (await Visitor.SignInAsync(hall, "u030")).SeeAsync(Page)).Status.ShouldBe(HttpStatusCode.NotFound);
        var reader = await Visitor.SignInAsync(hall, "u008");
        (await reader.SeeAsync(Page)).Html.ShouldNotContain("保存到草稿");
        using var refused = await reader.SubmitAsync("/inbox", $"{Page}/field", ("labelZh", "楼层"), ("key", "floor"), ("type", "text"));
        refused.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> SaveAsync(Visitor owner, params (string, string)[] fields) => PostAsync(owner, "field", fields);

    private static async Task<HttpResponseMessage> PostAsync(Visitor owner, string action, params (string, string)[] fields) =>
        await owner.SubmitAsync(Page, $"{Page}/{action}", [.. fields, ("revision", await owner.RevisionAsync(Page))]);
}
